"""Records the test faces: pictures and the points that Python's mediapipe finds in them.

    pip install mediapipe==0.10.14 scikit-image==0.26.0
    python crates/makeup/reference/faces.py

Writes `crates/makeup/tests/faces/<name>.png` (640x480) and `<name>.txt` (478 lines "x y z" in pixels).
The one portrait is NASA's `astronaut.png` as scikit-image ships it (public domain); the tilted face is the same,
mirrored, turned and smaller. Give a path to the picture as the only argument to do without scikit-image.
"""

import pathlib
import sys

import cv2
import mediapipe
import numpy

OUT = pathlib.Path(__file__).parent.parent / "tests" / "faces"
SIZE = (640, 480)


def portrait():
    if len(sys.argv) > 1:
        return cv2.imread(sys.argv[1])
    import skimage

    return cv2.cvtColor(skimage.data.astronaut(), cv2.COLOR_RGB2BGR)


def points(picture):
    with mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=True, refine_landmarks=True) as mesh:
        found = mesh.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).multi_face_landmarks[0].landmark
    height, width = picture.shape[:2]
    # Depth is given in widths of the picture.
    return [(p.x * width, p.y * height, p.z * width) for p in found]


def record(name, picture):
    cv2.imwrite(str(OUT / f"{name}.png"), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    lines = [" ".join(f"{value:.2f}" for value in point) for point in points(picture)]
    (OUT / f"{name}.txt").write_text("\n".join(lines) + "\n")


def main():
    whole = portrait()
    front = cv2.resize(whole[0:300, 25:425], SIZE, interpolation=cv2.INTER_CUBIC)
    record("front", front)
    record("close", cv2.resize(whole[40:205, 125:345], SIZE, interpolation=cv2.INTER_CUBIC))
    turn = cv2.getRotationMatrix2D((320, 200), 14, 0.8)
    record("tilted", cv2.warpAffine(numpy.ascontiguousarray(front[:, ::-1]), turn, SIZE, borderMode=cv2.BORDER_REPLICATE))


main()
