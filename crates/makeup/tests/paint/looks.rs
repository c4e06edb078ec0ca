//! The looks that pictures are kept of.

pub(crate) const LOOKS: [(&str, &str); 16] = [
    ("bare", ""),
    ("matte", "lips:9c2230:matte:95"),
    ("satin", "lips:b5485d:satin:90"),
    ("gloss", "lips:c4566b:gloss:80,lip-liner:9a3f52:matte:60"),
    ("metallic", "lips:a6573f:metallic:90"),
    ("sheer", "lips:c2364a:sheer:100"),
    ("blush", "blush:d9727a:satin:80"),
    ("sculpt", "contour:8a5a44:matte:80,highlighter:f3d9b8:shimmer:80"),
    ("lids", "shadow-lid:a9745a:shimmer:80,shadow-crease:7a4a3a:matte:60,shadow-outer:4a2c2a:matte:60"),
    ("winged", "liner-winged:15110f:matte:100,mascara:0d0b0a:matte:100"),
    ("smoky", "liner-smoky:2a2220:matte:90,mascara:0d0b0a:matte:80"),
    ("brows", "brows:4a3527:matte:85"),
    ("base", "foundation:c99a78:satin:80,concealer:dcb08c:satin:70"),
    (
        "day",
        "foundation:d2a584:satin:40,blush:d98a80:satin:55,brows:5b4233:matte:50,mascara:1a1412:matte:70,lips:b9666a:sheer:90",
    ),
    (
        "evening",
        "foundation:cfa080:satin:60,contour:8a5a44:matte:60,blush:c9646a:satin:60,highlighter:f3d9b8:shimmer:70,brows:4a3527:matte:70,shadow-lid:8f5f4a:shimmer:80,shadow-crease:5f3a30:matte:60,shadow-outer:3a2422:matte:70,liner-classic:14100e:matte:95,mascara:0d0b0a:matte:100,lips:8e1f33:satin:95,lip-liner:7a1a2b:matte:70",
    ),
    (
        "bold",
        "blush:e0567a:satin:70,brows:3a2a20:matte:80,shadow-lid:2f6f8f:metallic:90,shadow-crease:27426b:matte:60,shadow-outer:1d2547:matte:80,liner-winged:0a0a0c:matte:100,mascara:0a0a0c:matte:100,lips:d1184f:gloss:100",
    ),
];
