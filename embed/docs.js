// The page for partners: examples name this shop, and can be copied.
document.documentElement.classList.add("fonts");
const said = document.getElementById("said");

for (const code of document.querySelectorAll("pre code")) {
  code.textContent = code.textContent.replaceAll("https://shop.example", location.origin);
  const button = code.closest(".docs__code").querySelector("button");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = button.textContent = "Copied";
    } catch {
      // Without the right to the clipboard: selected, so that the keyboard can copy it.
      getSelection().selectAllChildren(code);
      said.textContent = button.textContent = "Selected: copy it with the keyboard";
    }
    setTimeout(() => (button.textContent = "Copy"), 3000);
  });
}
