// The try-on's stage in the page: a camera, a photo or a model goes to the worker (worker.js), and what comes back is shown.
//
// The app loads this file when she opens the try-on and talks to it through one object (src/browser/stage.rs):
//   const stage = vitrineStage(host, tell)   `host` is the element it draws in; `tell(what, detail)` is called with two words
// Pictures stay in this file, the worker and the canvases in `host`. Nothing here sends anything anywhere but to the worker;
// the page's policy (connect-src 'self') and a server without a route for pictures see to the rest.
import { refusedPhoto } from "./photo.js";
import { View } from "./view.js";

/** The longest side of a still, in pixels: as the worker paints it. */
const STILL_SIDE = 1280;
const CAMERA = { audio: false, video: { facingMode: "user", width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } };
const REFUSED = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "absent", OverconstrainedError: "absent" };
/** A decoder that has said nothing after so many milliseconds will not. */
const DECODE_MS = 10_000;
/** So many frames without a face until she is told: turning the head is no news. */
const LOST_FRAMES = 12;
const JPEG = 0.92;
/** So many frames of a film say enough about a skin. */
const SKIN_FRAMES = 15;

globalThis.vitrineStage = (host, tell) => new Stage(host, tell);

class Stage {
  #host;
  #tell;
  #worker;
  #ready = false;
  /** Whether the worker draws films itself. */
  #handsOff = false;
  #video;
  #film;
  /** What a photo, a model or a frozen frame is without a look, and with it. */
  #bare;
  #painted;
  #panes = [];
  #look = "";
  /** Texts of looks that stand side by side; none when one fills the stage. */
  #compared = [];
  /** What is asked of the worker about the still, oldest first: the pane it is for. */
  #asked = [];
  #again = false;
  #stream;
  /** Counts wishes: a camera that opens after she has changed her mind is closed at once. */
  #wish = 0;
  #waiting = false;
  #mode = "nothing";
  #face;
  #missed = 0;
  #view;
  /** Whether her skin is being looked at. */
  #measuring = false;
  #stop = new AbortController();

  constructor(host, tell) {
    this.#host = host;
    this.#tell = tell;
    this.#video = make("video", "stage__bare", { muted: true, playsInline: true, autoplay: true });
    this.#film = make("canvas", "stage__worn");
    this.#bare = make("canvas", "stage__bare");
    this.#painted = make("canvas", "stage__worn");
    host.append(this.#video, this.#bare, this.#film, this.#painted);
    this.#show("nothing");
    const { signal } = this.#stop;
    this.#view = new View(host, signal);
    // Nobody looks into a mirror that is hidden: the camera's light goes out, and on when she is back.
    document.addEventListener("visibilitychange", () => this.#visible(), { signal });
    addEventListener("pagehide", () => this.close(), { signal });
    this.#start();
  }

  #start() {
    const worker = (this.#worker = new Worker(document.querySelector("meta[name=mirror]").content));
    worker.onmessage = ({ data }) => this.#heard(data);
    worker.onerror = () => this.#broken("broken");
    this.#handsOff = Boolean(globalThis.OffscreenCanvas && this.#film.transferControlToOffscreen);
    const canvas = this.#handsOff ? this.#film.transferControlToOffscreen() : undefined;
    worker.postMessage({ init: { canvas } }, canvas ? [canvas] : []);
  }

  #heard({ ready, shown, still, dropped, error, suggested, alike, measured }) {
    const found = suggested ?? alike;
    if (found) {
      this.#tell(suggested ? "suggested" : "alike", found.shades.map(({ sku }) => sku).join(" "));
    } else if (measured) {
      this.#tell("measured", measured.join(" "));
    } else if (ready) {
      this.#ready = true;
      this.#tell("ready", "");
      this.#go();
    } else if (shown) {
      this.#waiting = false;
      if (shown.picture && this.#mode === "film") put(this.#film, shown.picture);
      this.#learned(shown.learned, SKIN_FRAMES);
      this.#found(shown.face);
      this.#next();
    } else if (still) {
      this.#stillPainted(still);
    } else if (dropped) {
      this.#waiting = false;
      this.#next();
    } else if (error) {
      this.#waiting = false;
      this.#asked = [];
      // What is wrong with one frame is right with the next: a camera that just changes its size, for instance.
      if (error.code === "paper") {
        this.#measuring = false;
        this.#tell("skin", "paper");
        this.#go();
      } else if (error.code === "frame") this.#next();
      else if (error.code !== "early") this.#broken(error.code);
    }
  }

  /** Goes on with what is on the stage. */
  #go() {
    if (this.#mode === "film") this.#next();
    if (this.#mode === "still") this.#paint();
  }

  /** The engine cannot go on; `start` tries again from the beginning. */
  #broken(code) {
    this.#ready = false;
    this.#tell("broken", code);
  }

  again() {
    this.#worker.terminate();
    this.#asked = [];
    this.#waiting = false;
    // A canvas can be given away once only.
    const film = make("canvas", "stage__worn");
    film.hidden = this.#film.hidden;
    this.#film.replaceWith(film);
    this.#film = film;
    this.#start();
  }

  /** Asks for the camera. */
  async camera() {
    const wish = this.#begin();
    if (!navigator.mediaDevices?.getUserMedia) return this.#tell("camera", "unsupported");
    this.#tell("camera", "asking");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia(CAMERA);
    } catch (error) {
      if (wish === this.#wish) this.#tell("camera", REFUSED[error.name] ?? "busy");
      return;
    }
    if (wish !== this.#wish) return end(stream);
    this.#stream = stream;
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      if (stream !== this.#stream) return;
      this.#begin();
      this.#tell("camera", "ended");
    });
    this.#video.srcObject = stream;
    try {
      await this.#video.play();
    } catch {
      if (wish === this.#wish) this.#tell("camera", "busy");
      return;
    }
    this.#show("film");
    this.#tell("camera", "on");
    this.#next();
  }

  /** Takes the photo that was chosen in a file field. */
  async photo(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    const wish = this.#begin();
    const refused = await refusedPhoto(file);
    if (wish !== this.#wish) return;
    if (refused) return this.#tell("photo", refused);
    this.#tell("photo", "reading");
    await this.#take(wish, file, "photo");
  }

  /** Takes a picture of the shop's. */
  async model(address) {
    const wish = this.#begin();
    this.#tell("model", "reading");
    const answer = await fetch(address).catch(() => undefined);
    if (wish !== this.#wish) return;
    if (!answer?.ok) return this.#tell("model", "offline");
    await this.#take(wish, await answer.blob(), "model");
  }

  async #take(wish, blob, what) {
    const late = new Promise((_, reject) => setTimeout(reject, DECODE_MS));
    const picture = await Promise.race([createImageBitmap(blob, { imageOrientation: "from-image" }), late]).catch(() => undefined);
    if (wish !== this.#wish) return picture?.close();
    if (!picture) return this.#tell(what, "damaged");
    this.#keep(picture, false);
    picture.close();
    this.#show("still");
    this.#tell(what, "on");
    this.#paint();
  }

  /** Holds the frame that is shown; the camera is not needed any more. */
  freeze() {
    if (this.#mode !== "film") return;
    this.#keep(this.#video, true);
    this.#begin();
    this.#show("still");
    this.#tell("camera", "frozen");
    this.#paint();
  }

  #keep(picture, isCamera) {
    const [across, down] = [picture.videoWidth ?? picture.width, picture.videoHeight ?? picture.height];
    const scale = Math.min(1, STILL_SIDE / Math.max(across, down));
    Object.assign(this.#bare, { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) });
    const { width, height } = this.#bare;
    const desk = this.#bare.getContext("2d", { willReadFrequently: true });
    desk.imageSmoothingQuality = "high";
    desk.drawImage(picture, 0, 0, width, height);
    // Until it is painted, the still is as it was.
    Object.assign(this.#painted, { width, height });
    this.#painted.getContext("2d").drawImage(this.#bare, 0, 0);
    this.#host.classList.toggle("stage--mirrored", isCamera);
    // What is far wider or taller than any stage is shown whole; everything else fills it.
    this.#host.classList.toggle("stage--whole", width > 1.6 * height || height > 1.9 * width);
  }

  /** What is worn from now on, as the worker reads it. */
  look(text) {
    this.#look = text;
    if (this.#mode === "still") this.#paint();
  }

  /** Two or four looks side by side on the picture that stands still; with none, one again. */
  compare(texts) {
    this.#compared = texts;
    while (this.#panes.length > texts.length) this.#panes.pop().remove();
    while (this.#panes.length < texts.length) {
      this.#panes.push(make("canvas", "stage__pane"));
      this.#host.append(this.#panes.at(-1));
    }
    this.#host.dataset.panes = texts.length;
    if (this.#mode === "still") this.#paint();
  }

  /** How much of the picture is shown without the look, from the left, 0 to 100. */
  split(percent) {
    this.#host.style.setProperty("--split", `${percent}%`);
  }

  /** Larger, as many times. */
  zoom(times) {
    this.#view.zoom(times);
  }

  /** Shows where a white sheet is looked for, or takes that away. */
  ring(shown) {
    this.#view.ring(shown);
  }

  /** Looks at her skin: in the next frames of a film, or in the picture that stands still. `skin` is told how it goes. */
  measure() {
    this.#worker.postMessage({ unlearn: true });
    this.#measuring = true;
    this.#go();
  }

  /** Shades of a shelf (see worker.js) for the skin that was looked at. */
  suggest(shelf, undertone) {
    this.#worker.postMessage({ suggest: { shelf, undertone } });
  }

  /** Shades of a shelf that look like this one. */
  alike(shelf, sku) {
    this.#worker.postMessage({ alike: { shelf, sku, most: 8 } });
  }

  /** What was found of her skin, for a browser that she asks to remember it. */
  measured() {
    this.#worker.postMessage({ measured: true });
  }

  /** What a browser remembers of her skin; with nothing, it is forgotten. */
  recall(measured) {
    this.#measuring = false;
    this.#worker.postMessage(measured ? { recall: measured.split(" ").map(Number) } : { unlearn: true });
  }

  #learned(count, enough) {
    if (!this.#measuring || count === undefined) return;
    this.#measuring = count < enough;
    this.#tell("skin", count >= enough ? "done" : String(count));
  }

  /** What the worker is to look at beside the face, in a picture of this size. */
  #skin(size) {
    return this.#measuring ? { paper: this.#view.paper(size) } : undefined;
  }

  /** Gives her the picture as a file. It is made and kept on this device. */
  download(name) {
    const source = this.#mode === "film" ? this.#film : this.#painted;
    const sheet = document.createElement("canvas");
    Object.assign(sheet, { width: source.width, height: source.height });
    const desk = sheet.getContext("2d");
    if (this.#host.classList.contains("stage--mirrored")) {
      desk.translate(sheet.width, 0);
      desk.scale(-1, 1);
    }
    desk.drawImage(source, 0, 0);
    sheet.toBlob((blob) => {
      if (!blob) return this.#tell("download", "failed");
      const link = document.createElement("a");
      Object.assign(link, { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), DECODE_MS);
      this.#tell("download", "done");
    }, "image/jpeg", JPEG);
  }

  /** Back to the choices: no camera, no picture. */
  leave() {
    this.#begin();
    this.compare([]);
    this.#show("nothing");
    for (const canvas of [this.#bare, this.#painted]) Object.assign(canvas, { width: 1, height: 1 });
  }

  close() {
    this.#begin();
    this.#stop.abort();
    this.#worker.terminate();
    this.#host.replaceChildren();
  }

  #begin() {
    this.#wish += 1;
    this.#missed = 0;
    this.#face = undefined;
    if (this.#measuring) this.#tell("skin", "off");
    this.#measuring = false;
    // The frame that was waited for may never come.
    this.#waiting = false;
    if (this.#stream) end(this.#stream);
    this.#stream = undefined;
    this.#video.srcObject = null;
    return this.#wish;
  }

  #visible() {
    if (document.visibilityState === "hidden" && this.#stream) {
      this.#begin();
      this.#tell("camera", "paused");
    } else if (document.visibilityState === "visible" && this.#mode === "film" && !this.#stream) {
      this.camera();
    }
  }

  #show(mode) {
    this.#mode = mode;
    const [film, still] = [mode === "film", mode === "still"];
    this.#video.hidden = this.#film.hidden = !film;
    this.#bare.hidden = this.#painted.hidden = !still;
    if (film) {
      this.#host.classList.add("stage--mirrored");
      this.#host.classList.remove("stage--whole");
    }
    this.#host.dataset.mode = mode;
  }

  /** One frame in flight: the next one is taken when this one is shown. */
  #next() {
    if (this.#mode !== "film" || !this.#ready || this.#waiting || !this.#stream) return;
    this.#waiting = true;
    const wish = this.#wish;
    const take = async () => {
      try {
        const frame = await this.#frame();
        if (wish !== this.#wish) return frame.close?.();
        const moved = frame.data ? frame.data.buffer : frame;
        this.#worker.postMessage({ frame, look: this.#look, at: performance.now(), skin: this.#skin(frame) }, [moved]);
      } catch {
        // Between two sizes a camera has no frame for a moment.
        if (wish !== this.#wish) return;
        this.#waiting = false;
        setTimeout(() => this.#next(), 50);
      }
    };
    if (this.#video.requestVideoFrameCallback) this.#video.requestVideoFrameCallback(take);
    else requestAnimationFrame(take);
  }

  #frame() {
    if (this.#handsOff) return createImageBitmap(this.#video);
    const { videoWidth: width, videoHeight: height } = this.#video;
    Object.assign(this.#bare, { width, height });
    const desk = this.#bare.getContext("2d", { willReadFrequently: true });
    desk.drawImage(this.#video, 0, 0);
    return desk.getImageData(0, 0, width, height);
  }

  /** Paints the still, once for each pane. While it is being painted, only the last wish is remembered. */
  #paint() {
    if (!this.#ready) return;
    if (this.#asked.length > 0) {
      this.#again = true;
      return;
    }
    this.#again = false;
    const desk = this.#bare.getContext("2d", { willReadFrequently: true });
    const panes = this.#compared.length > 0 ? this.#compared.map((text, at) => [this.#panes[at], text]) : [[this.#painted, this.#look]];
    for (const [pane, look] of panes) {
      const still = desk.getImageData(0, 0, this.#bare.width, this.#bare.height);
      this.#asked.push({ pane, wish: this.#wish });
      this.#worker.postMessage({ still, look, skin: this.#skin(still) }, [still.data.buffer]);
    }
  }

  #stillPainted({ face, picture, learned }) {
    const { pane, wish } = this.#asked.shift() ?? {};
    if (this.#measuring && learned === 0) this.recall();
    if (learned === 0) this.#tell("skin", "none");
    else this.#learned(learned, 1);
    if (wish === this.#wish && this.#mode === "still") {
      put(pane, picture);
      if (this.#face !== face) this.#tell("face", (this.#face = face) ? "found" : "none");
    }
    if (this.#asked.length === 0 && (this.#again || wish !== this.#wish) && this.#mode === "still") this.#paint();
  }

  #found(face) {
    this.#missed = face ? 0 : this.#missed + 1;
    const now = face ? true : this.#missed >= LOST_FRAMES ? false : this.#face;
    if (now !== undefined && now !== this.#face) this.#tell("face", (this.#face = now) ? "found" : "lost");
  }
}

function make(tag, name, traits) {
  const element = Object.assign(document.createElement(tag), { className: name }, traits);
  element.setAttribute("aria-hidden", "true");
  return element;
}

function put(canvas, picture) {
  if (canvas.width !== picture.width || canvas.height !== picture.height) Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

function end(stream) {
  for (const track of stream.getTracks()) track.stop();
}
