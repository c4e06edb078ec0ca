// The viewfinder in the page: a camera or a photo goes to the worker (worker.js), and what stands in a code is told.
//
// The app loads this file when she wants to scan and talks to it through one object (src/browser/scanner.rs):
//   const finder = vitrineViewfinder(host, tell)   `host` is the element it draws in; `tell(what, detail)` is called with two words,
//   or with `code` and the code's kind and text. What a code leads to is the app's business: nothing is opened here.
// Pictures stay in this file and the worker. Where the browser reads barcodes itself (BarcodeDetector), it does.

const CAMERA = { audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } } };
const REFUSED = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "absent", OverconstrainedError: "absent" };
const FORMATS = { ean_8: "ean", ean_13: "ean", upc_a: "ean", upc_e: "upc_e", code_128: "code_128", qr_code: "qr_code", data_matrix: "data_matrix" };
/** As long as a photo may take to be opened. */
const DECODE_MS = 10_000;
/** A photo with more bytes is no photo of a shelf. */
const PHOTO_BYTES = 40_000_000;
/** The longest side of what is read here, for workers that cannot read pictures. */
const SIDE = 960;
/** Darker than so much, for so many pictures, and she is told. */
const DARK = 40;
const DARK_FRAMES = 8;
/** After so long without a code there is a hint. */
const HINT_MS = 8_000;

globalThis.vitrineViewfinder = (host, tell) => new Viewfinder(host, tell);

class Viewfinder {
  #host;
  #tell;
  #worker;
  #detector;
  /** Until it is known who reads, nobody is asked to. */
  #ready;
  #video;
  #stream;
  #desk;
  /** Counts wishes: a camera that opens after she has changed her mind is closed at once. */
  #wish = 0;
  #looking = false;
  #dark = 0;
  #hint;
  /** Whether the camera is off because the page is hidden. */
  #paused = false;
  #stop = new AbortController();

  constructor(host, tell) {
    this.#host = host;
    this.#tell = tell;
    this.#video = Object.assign(document.createElement("video"), { className: "viewfinder__film", muted: true, playsInline: true, autoplay: true, hidden: true });
    this.#video.setAttribute("aria-hidden", "true");
    host.append(this.#video);
    const { signal } = this.#stop;
    // A camera that nobody looks through is off, and on when she is back.
    document.addEventListener("visibilitychange", () => this.#visible(), { signal });
    addEventListener("pagehide", () => this.close(), { signal });
    this.#ready = this.#begin();
  }

  async #begin() {
    const own = await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
    if (own?.includes("ean_13")) this.#detector = new BarcodeDetector({ formats: Object.keys(FORMATS).filter((format) => own.includes(format)) });
    if (!this.#detector) this.#start();
  }

  #start() {
    if (this.#worker) return;
    this.#worker = new Worker(document.querySelector("meta[name=scanner]").content);
    this.#worker.onmessage = ({ data }) => this.#heard(data);
    this.#worker.onerror = () => this.#broken("broken");
  }

  #heard({ read, still, error }) {
    this.#looking = false;
    if (error?.code === "picture") return still ? this.#tell("photo", "damaged") : this.#next();
    if (error) return this.#broken(error.code);
    if (still) {
      if (read.code) this.#found(read.code);
      else this.#tell("photo", "none");
      return;
    }
    if (!this.#stream) return;
    this.#light(read.bright);
    if (read.code) this.#found(read.code);
    else this.#next();
  }

  #found({ kind, text }) {
    this.#end();
    // A sound would be heard by everybody in the shop.
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) navigator.vibrate?.(40);
    this.#tell("code", `${kind} ${text}`);
  }

  #light(bright) {
    this.#dark = bright < DARK ? this.#dark + 1 : 0;
    if (this.#dark === DARK_FRAMES) this.#tell("camera", "dark");
  }

  #broken(code) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#end();
    this.#tell("broken", code);
  }

  /** Asks for the camera, and looks until there is a code. */
  async camera() {
    const wish = this.#end();
    if (!navigator.mediaDevices?.getUserMedia) return this.#tell("camera", "unsupported");
    this.#tell("camera", "asking");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia(CAMERA);
    } catch (error) {
      if (wish === this.#wish) this.#tell("camera", REFUSED[error.name] ?? "busy");
      return;
    }
    if (wish !== this.#wish) return stop(stream);
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => {
      if (stream !== this.#stream) return;
      this.#end();
      this.#tell("camera", "ended");
    });
    this.#video.srcObject = stream;
    this.#video.hidden = false;
    try {
      await this.#video.play();
    } catch {
      if (wish !== this.#wish) return;
      this.#end();
      return this.#tell("camera", "busy");
    }
    await this.#ready;
    if (wish !== this.#wish) return;
    // The one before may have broken.
    if (!this.#detector) this.#start();
    this.#host.dataset.live = "";
    this.#tell("camera", "on");
    if (track.getCapabilities?.().torch) this.#tell("torch", "off");
    this.#worker?.postMessage({ forget: true });
    this.#hint = setTimeout(() => this.#tell("camera", "hint"), HINT_MS);
    this.#next();
  }

  /** Switches the camera's lamp. */
  async torch(on) {
    const [track] = this.#stream?.getVideoTracks() ?? [];
    try {
      await track?.applyConstraints({ advanced: [{ torch: on }] });
      if (track) this.#tell("torch", on ? "on" : "off");
    } catch {
      this.#tell("torch", "none");
    }
  }

  /** Reads the photo that was chosen in a file field. */
  async photo(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    const wish = this.#end();
    this.#tell("photo", "reading");
    const late = new Promise((_, reject) => setTimeout(reject, DECODE_MS));
    const opened = file.size > PHOTO_BYTES ? Promise.reject() : createImageBitmap(file, { imageOrientation: "from-image" });
    const picture = await Promise.race([opened, late]).catch(() => undefined);
    await this.#ready;
    if (wish !== this.#wish) return picture?.close();
    if (!picture) return this.#tell("photo", "damaged");
    const [own] = (await this.#detector?.detect(picture).catch(() => [])) ?? [];
    if (wish !== this.#wish) return picture.close();
    if (own) return this.#found({ kind: FORMATS[own.format], text: own.rawValue });
    this.#start();
    const still = globalThis.OffscreenCanvas ? picture : this.#drawn(picture, picture.width, picture.height);
    this.#worker.postMessage({ still }, [still.data?.buffer ?? still]);
  }

  /** The camera off, the viewfinder empty. */
  leave() {
    this.#end();
  }

  close() {
    this.#end();
    this.#stop.abort();
    this.#worker?.terminate();
    this.#host.replaceChildren();
  }

  #end() {
    this.#wish += 1;
    this.#dark = 0;
    this.#looking = false;
    clearTimeout(this.#hint);
    if (this.#stream) stop(this.#stream);
    this.#stream = undefined;
    this.#video.srcObject = null;
    this.#video.hidden = true;
    delete this.#host.dataset.live;
    return this.#wish;
  }

  #visible() {
    if (document.visibilityState === "hidden" && this.#stream) {
      this.#end();
      this.#paused = true;
      this.#tell("camera", "paused");
    } else if (document.visibilityState === "visible" && this.#paused) {
      this.#paused = false;
      this.camera();
    }
  }

  /** One picture in flight: the next one is taken when this one was looked at. */
  #next() {
    if (!this.#stream || this.#looking) return;
    this.#looking = true;
    const wish = this.#wish;
    const take = () => (this.#detector ? this.#detect(wish) : this.#send(wish));
    if (this.#video.requestVideoFrameCallback) this.#video.requestVideoFrameCallback(take);
    else requestAnimationFrame(take);
  }

  async #detect(wish) {
    const [own] = await this.#detector.detect(this.#video).catch(() => []);
    if (wish !== this.#wish) return;
    this.#looking = false;
    if (own) this.#found({ kind: FORMATS[own.format], text: own.rawValue });
    else this.#next();
  }

  async #send(wish) {
    if (wish !== this.#wish) return;
    try {
      const { videoWidth: width, videoHeight: height } = this.#video;
      const frame = globalThis.OffscreenCanvas ? await createImageBitmap(this.#video) : this.#drawn(this.#video, width, height);
      if (wish !== this.#wish) return frame.close?.();
      this.#worker.postMessage({ frame }, [frame.data?.buffer ?? frame]);
    } catch {
      // Between two sizes a camera has no picture for a moment.
      if (wish !== this.#wish) return;
      this.#looking = false;
      setTimeout(() => this.#next(), 50);
    }
  }

  #drawn(picture, across, down) {
    const scale = Math.min(1, SIDE / Math.max(across, down));
    const [width, height] = [across, down].map((length) => Math.max(1, Math.round(length * scale)));
    this.#desk ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    Object.assign(this.#desk.canvas, { width, height });
    this.#desk.drawImage(picture, 0, 0, width, height);
    return this.#desk.getImageData(0, 0, width, height);
  }
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}
