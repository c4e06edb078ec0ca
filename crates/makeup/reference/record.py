"""Records what the tests of this crate are held against. Needed only when a test face or a network changes.

    python3 -m venv .venv
    .venv/bin/pip install mediapipe==0.10.14 tflite tflite-runtime==2.14.0 pillow 'numpy<2'
    .venv/bin/python crates/makeup/reference/record.py skimage/data

skimage/data is that folder of the wheel scikit-image 0.26.0 on PyPI: astronaut.png is by NASA, in the public domain,
chelsea.png by Stefan van der Walt, CC0. The networks are those of scripts/setup.sh. Written to
crates/makeup/tests/fixtures/:

  face.ppm      the part of astronaut.png that the tests use
  cat.ppm       chelsea.png, half as large
  faces.json    the test faces: how each is made from face.ppm, in whole numbers, so that Rust makes the same bytes
  faces.bin     for each of them 478 points as MediaPipe's FaceMesh (static image, refined) sees them: x, y, z in pixels,
                little-endian f32; x = NaN throughout if it sees no face
  clip.json     a clip of a head that sways, frame by frame, like faces.json
  clip.bin      what FaceMesh sees in it when it follows the face (no static image), like faces.bin
  tensors.json  samples of tensors inside of both networks. The detector's are recorded with tflite-runtime; the mesh has
                operators that no public Python runtime has, so it is recomputed here with numpy, operator by operator
                and as plainly as possible. The same numpy code is first held against tflite-runtime on the detector.
"""

import json
import math
import pathlib
import sys

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "tests" / "fixtures"
NETWORKS = HERE.parents[2] / ".tools" / "networks"
CROP = (30, 0, 430, 300)
# Upper left corners in face.ppm of what the tensors are recorded for: no pixel is resampled.
MESH_CORNER, DETECTOR_CORNER = (99, 28), (131, 60)


# --- test faces -------------------------------------------------------------------------------------------------


def view(width, height, scale, at, turn=0.0):
    """A frame whose middle shows `at` of face.ppm, `scale` times as large, turned clockwise by `turn` degrees.
    Six numbers in 1/65536: x = (m0*column + m1*row + m2), y = (m3*column + m4*row + m5)."""
    cos, sin = math.cos(math.radians(turn)) / scale, math.sin(math.radians(turn)) / scale
    x0, y0 = at[0] - cos * width / 2 - sin * height / 2, at[1] + sin * width / 2 - cos * height / 2
    return width, height, [round(v * 65536) for v in (cos, sin, x0, -sin, cos, y0)]


def tone(red=1.0, green=1.0, blue=1.0):
    """For each channel the 256 bytes that bytes become when light is multiplied."""

    def table(gain):
        light = [(v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4) * gain for v in range(256)]
        back = [l * 12.92 if l <= 0.0031308 else 1.055 * l ** (1 / 2.4) - 0.055 for l in light]
        return [min(255, max(0, round(b * 255))) for b in back]

    return [table(red), table(green), table(blue)]


def faces():
    middle = (195, 122)
    plain = {
        "live": view(640, 480, 1.6, (200, 150)),
        "as it is": view(400, 300, 1.0, (200, 150)),
        "far": view(320, 240, 0.66, (200, 150)),
        "near": view(640, 480, 3.0, middle),
        "upright phone": view(480, 640, 2.0, middle),
        "tilted 10": view(640, 480, 1.6, middle, 10),
        "tilted -10": view(640, 480, 1.6, middle, -10),
        "tilted 25": view(640, 480, 1.8, middle, 25),
        "tilted -25": view(640, 480, 1.8, middle, -25),
        "at the left": view(640, 480, 1.6, (300, 150)),
        "at the right": view(640, 480, 1.6, (90, 150)),
        "low": view(640, 480, 2.0, (195, 50)),
    }
    made = [{"name": n, "view": v, "tone": None} for n, v in plain.items()]
    tones = {
        "dark room": tone(*[2**-1.5] * 3),
        "dim": tone(*[2**-0.75] * 3),
        "bright": tone(*[2**0.75] * 3),
        "overexposed": tone(*[2**1.5] * 3),
        "lamp light": tone(1.25, 1.0, 0.6),
        "shade": tone(0.8, 1.0, 1.35),
        "tan skin": tone(0.62, 0.52, 0.42),
        "brown skin": tone(0.36, 0.27, 0.2),
        "dark skin": tone(0.17, 0.11, 0.08),
        "very fair skin": tone(1.3, 1.35, 1.4),
    }
    made += [{"name": n, "view": plain["live"], "tone": t} for n, t in tones.items()]
    return made


def render(picture, view, tone):
    """Whole numbers only, so that every language makes the same bytes."""
    width, height, m = view
    row, column = np.mgrid[0:height, 0:width].astype(np.int64)
    x, y = m[0] * column + m[1] * row + m[2], m[3] * column + m[4] * row + m[5]
    left, top, along, down = x >> 16, y >> 16, (x >> 8) & 255, (y >> 8) & 255
    last_y, last_x = picture.shape[0] - 1, picture.shape[1] - 1

    def pixel(dx, dy):
        return picture[np.clip(top + dy, 0, last_y), np.clip(left + dx, 0, last_x)].astype(np.int64)

    along, down = along[..., None], down[..., None]
    upper = pixel(0, 0) * (256 - along) + pixel(1, 0) * along
    lower = pixel(0, 1) * (256 - along) + pixel(1, 1) * along
    frame = ((upper * (256 - down) + lower * down + 32768) >> 16).astype(np.uint8)
    if tone is not None:
        frame = np.stack([np.array(tone[c], np.uint8)[frame[..., c]] for c in range(3)], axis=-1)
    return np.ascontiguousarray(frame)


def clip():
    """Two thirds of a second, 30 frames a second, of a head that sways, nods and tilts."""
    turns = [2 * math.pi * frame / 60 for frame in range(20)]
    views = [view(640, 480, 1.6, (195 + 25 * math.sin(t), 122 + 12 * math.sin(2 * t)), 15 * math.sin(t)) for t in turns]
    return [{"name": f"frame {n}", "view": v, "tone": None} for n, v in enumerate(views)]


def record_faces(picture, name, made, still):
    import mediapipe as mp

    mesh = mp.solutions.face_mesh.FaceMesh(static_image_mode=still, refine_landmarks=True, max_num_faces=1)
    points = []
    for face in made:
        frame = render(picture, face["view"], face["tone"])
        found = mesh.process(frame).multi_face_landmarks
        height, width = frame.shape[:2]
        if found:
            points.append([(p.x * width, p.y * height, p.z * width) for p in found[0].landmark])
        else:
            print("the reference sees no face in:", face["name"])
            points.append([(math.nan,) * 3] * 478)
    (FIXTURES / f"{name}.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")
    (FIXTURES / f"{name}.bin").write_bytes(np.array(points, "<f4").tobytes())


# --- networks, operator by operator -----------------------------------------------------------------------------


def windows(x, size, stride, same):
    """All windows of x [height, width, channels]: [out height, out width, size, size, channels]."""
    if same:
        pads = []
        for length in x.shape[:2]:
            missing = max((-(-length // stride) - 1) * stride + size - length, 0)
            pads.append((missing // 2, missing - missing // 2))
        x = np.pad(x, pads + [(0, 0)])
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))[::stride, ::stride]
    return view.transpose(0, 1, 3, 4, 2)


def transform_matrix(options, landmarks):
    xy = landmarks.reshape(-1, 3)[:, :2].astype(np.float64)
    left, right = xy[options["left_rotation_idx"]], xy[options["right_rotation_idx"]]
    r = options["target_rotation_radians"] - math.atan2(right[1] - left[1], right[0] - left[0])
    turn = np.array([[math.cos(r), -math.sin(r)], [math.sin(r), math.cos(r)]])
    upright = xy[options["subset_idxs"]] @ turn.T
    low, high = upright.min(0), upright.max(0)
    size = np.array([options["output_width"], options["output_height"]])
    scale = np.array([options["scale_x"], options["scale_y"]]) * (high - low) / size
    linear = turn.T * scale
    matrix = np.eye(4)
    matrix[:2, :2] = linear
    matrix[:2, 3] = turn.T @ ((low + high) / 2) - linear @ (size / 2)
    return matrix[None].astype(np.float32)


def sample(x, matrix, height, width):
    m, out = matrix[0].astype(np.float64), np.zeros((height, width, x.shape[2]), np.float32)
    for row in range(height):
        for column in range(width):
            u, v = m[:2, :2] @ (column + 0.5, row + 0.5) + m[:2, 3] - 0.5
            if not (0 <= u <= x.shape[1] - 1 and 0 <= v <= x.shape[0] - 1):
                continue
            i, j = int(u), int(v)
            a, b, k, l = u - i, v - j, min(i + 1, x.shape[1] - 1), min(j + 1, x.shape[0] - 1)
            upper, lower = x[j, i] * (1 - a) + x[j, k] * a, x[l, i] * (1 - a) + x[l, k] * a
            out[row, column] = upper * (1 - b) + lower * b
    return out


def run(file, picture):
    """Every tensor of a network for a picture [height, width, 3]."""
    import tflite
    from flatbuffers import flexbuffers

    model = tflite.Model.GetRootAs(file, 0)
    graph = model.Subgraphs(0)
    kinds = {v: k for k, v in vars(tflite.BuiltinOperator).items() if isinstance(v, int)}
    numbers = {0: np.float32, 1: np.float16, 2: np.int32}
    values = {graph.Inputs(0): picture[None].astype(np.float32)}
    for index in range(graph.TensorsLength()):
        tensor = graph.Tensors(index)
        data = model.Buffers(tensor.Buffer())
        if data.DataLength():
            flat = np.frombuffer(data.DataAsNumpy().tobytes(), numbers[tensor.Type()])
            values[index] = flat.reshape(tensor.ShapeAsNumpy()) if tensor.ShapeLength() else flat

    def options(operator, kind):
        options = kind()
        options.Init(operator.BuiltinOptions().Bytes, operator.BuiltinOptions().Pos)
        return options

    for index in range(graph.OperatorsLength()):
        operator = graph.Operators(index)
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = kinds[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        if kind == "CUSTOM":
            kind = code.CustomCode().decode()
            custom = flexbuffers.Loads(operator.CustomOptionsAsNumpy().tobytes()) if operator.CustomOptionsLength() else {}
        i = [values[t] for t in operator.InputsAsNumpy()]
        shape = graph.Tensors(operator.Outputs(0)).ShapeAsNumpy()
        if kind == "DEQUANTIZE":
            o = i[0].astype(np.float32)
        elif kind == "CONV_2D":
            c = options(operator, tflite.Conv2DOptions)
            w = windows(i[0][0], i[1].shape[1], c.StrideH(), c.Padding() == 0)
            o = (np.einsum("yxijc,nijc->yxn", w, i[1], optimize=True) + i[2])[None]
        elif kind == "DEPTHWISE_CONV_2D":
            c = options(operator, tflite.DepthwiseConv2DOptions)
            w = windows(i[0][0], i[1].shape[1], c.StrideH(), c.Padding() == 0)
            o = (np.einsum("yxijc,ijc->yxc", w, i[1][0], optimize=True) + i[2])[None]
        elif kind == "MAX_POOL_2D":
            o = windows(i[0][0], 2, 2, False).max((2, 3))[None]
        elif kind == "PRELU":
            o = np.where(i[0] < 0, i[0] * i[1], i[0])
        elif kind == "RELU":
            o = np.maximum(i[0], 0)
        elif kind == "ADD":
            o = i[0] + i[1]
        elif kind == "MUL":
            o = i[0] * i[1]
        elif kind == "PAD":
            o = np.pad(i[0], i[1])
        elif kind in ("RESHAPE", "STRIDED_SLICE"):
            o = i[0].reshape(shape)
        elif kind == "CONCATENATION":
            o = np.concatenate(i, 1)
        elif kind == "Landmarks2TransformMatrix":
            custom["subset_idxs"] = np.array(custom["subset_idxs"])
            o = transform_matrix(custom, i[0])
        elif kind == "TransformTensorBilinear":
            o = sample(i[0][0], i[1], shape[1], shape[2])[None]
        elif kind == "TransformLandmarks":
            o = i[0] @ i[1][0, :2, :2].T + i[1][0, :2, 3]
        else:
            raise SystemExit(f"unknown operator {kind}")
        values[operator.Outputs(0)] = o.astype(np.float32)
    return values


def samples(values, wanted):
    """At most 64 values of each tensor, evenly spread, and its largest absolute value."""
    made = []
    for tensor in wanted:
        flat = np.asarray(values[tensor], np.float32).ravel()
        step = max(1, len(flat) // 64)
        made.append({
            "tensor": tensor,
            "length": len(flat),
            "step": step,
            "largest": float(np.abs(flat).max()),
            "values": [float(f"{v:.7g}") for v in flat[::step][:64]],
        })
    return made


def record_tensors(picture):
    import tflite_runtime.interpreter as tflite

    def cut(corner, side):
        return picture[corner[1] : corner[1] + side, corner[0] : corner[0] + side].astype(np.float32)

    file = (NETWORKS / "face_detection_short_range.tflite").read_bytes()
    image = cut(DETECTOR_CORNER, 128) * np.float32(2 / 255) - np.float32(1)
    reference = tflite.Interpreter(model_content=file, experimental_preserve_all_tensors=True)
    reference.allocate_tensors()
    reference.set_tensor(reference.get_input_details()[0]["index"], image[None])
    reference.invoke()
    wanted = [4, 7, 12, 22, 26, 33, 36, 114, 157, 160, 174, 175]
    real = {tensor: reference.get_tensor(tensor) for tensor in wanted}
    plain = run(file, image)
    for tensor in wanted:
        off = float(np.abs(real[tensor] - plain[tensor]).max() / np.abs(real[tensor]).max())
        print(f"detector tensor {tensor}: numpy differs from tflite-runtime by {off:.2e} of the largest value")
        assert off < 1e-4
    mesh = run((NETWORKS / "face_landmark_with_attention.tflite").read_bytes(), cut(MESH_CORNER, 192) / np.float32(255))
    inner = [5, 8, 14, 27, 35, 38, 57, 65, 113, 120, 183, 186, 196, 197, 198, 199, 201, 224, 251, 287]
    made = {
        "detector": {"corner": DETECTOR_CORNER, "tensors": samples(real, wanted)},
        "mesh": {"corner": MESH_CORNER, "tensors": samples(mesh, inner + [699, 710, 711, 712, 713, 714, 715])},
    }
    (FIXTURES / "tensors.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")


def main():
    pictures = pathlib.Path(sys.argv[1])
    FIXTURES.mkdir(parents=True, exist_ok=True)
    picture = np.array(Image.open(pictures / "astronaut.png").convert("RGB").crop(CROP))
    cat = np.array(Image.open(pictures / "chelsea.png").convert("RGB").resize((225, 150)))
    for name, pixels in (("face", picture), ("cat", cat)):
        height, width = pixels.shape[:2]
        (FIXTURES / f"{name}.ppm").write_bytes(b"P6\n%d %d\n255\n" % (width, height) + pixels.tobytes())
    record_faces(picture, "faces", faces(), still=True)
    record_faces(picture, "clip", clip(), still=False)
    record_tensors(picture)


if __name__ == "__main__":
    main()
