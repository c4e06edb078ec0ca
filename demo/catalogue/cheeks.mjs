/** Cheeks: blush, bronzer, highlighter in powder, cream and liquid. */
export default [
  {
    handle: 'sifted-powder-blush', title: 'Sifted Powder Blush', label: 'tamis', kind: 'compact', code: 'CHE-SIF',
    price: 32, size: '5 g', finish: 'satin', rating: [4.7, 1520], star: true,
    tags: ['Blush', 'Satin', 'Buildable', 'Refillable', 'Bestseller'],
    shades: `
      Nudes: Biscotto d3a48c w, Cipria d8b0a0 n
      Pinks: First Snowdrop e3a9ad c, Rosa Antico cf8588 n, Corso dd7f8f c, Peonia d8697f c
      Corals: Albicocca e59b80 w, Terrazza dd7d66 w, Papaya e88a6a w
      Berries: Amarena 9f3f55 c, Mosto 86384a n
      Browns: Terracotta Roof b5654a w, Noce 8d5240 n`,
    body: '<p>Sifted eleven times, pressed once, gently. The powder lifts like pollen and lands without an edge, which is why people who are afraid of blush keep buying it.</p><ul><li>Compact refills in one click</li><li>Mirror large enough for a whole cheek</li></ul><p>Thirteen shades from Biscotto, which is barely there, to Mosto, which is barely blush; on deep skin the last four are the ones to try first.</p>',
    use: 'Load lightly, tap off, and press the brush where you colour after stairs.',
    with: ['silk-grade mica', 'rice starch', 'squalane'],
  },
  {
    handle: 'second-wind-blush-stick', title: 'Second Wind Blush Stick', label: 'petit-orage', kind: 'stick', code: 'CHE-SWD',
    price: 24, size: '8 g', finish: 'cream', rating: [4.5, 874],
    tags: ['Blush', 'Cream', 'Buildable', 'Vegan'],
    shades: `
      Pinks: Bus Stop Romance dd8a90 c, Ran Here d4646f n, Cold Nose e0a3a6 c
      Corals: Beach Delay e58d70 w, Hot Chips d9694c w
      Reds: Sunday Sprint bf4345 n
      Berries: Wind Chill 9c4060 c
      Browns: Clay Court b0664e w`,
    body: '<p>The flush of having caught the train, without the train. Cream that melts at skin temperature and sets to something nobody can identify as make-up.</p><p>Stays about eight hours on normal skin and six on oily. The cap clicks, the base twists, and the whole thing fits behind a phone.</p>',
    use: 'Two dots per cheek. Use fingers; they are warm and free.',
    with: ['jojoba esters', 'rose hip oil', 'silica'],
  },
  {
    handle: 'slow-afternoon-bronzer', title: 'Slow Afternoon Bronzer', label: 'tamis', kind: 'compact', code: 'CHE-SLO',
    price: 34, size: '8 g', finish: 'matte', rating: [4.6, 991], star: true,
    tags: ['Bronzer', 'Matte', 'Buildable', 'Refillable'],
    shades: `
      Fair: Ombrellone d2ab86 w, Sdraio cba184 n
      Light: Spiaggia c2946c w
      Medium: Terrazza al Sole ad7c55 w, Cortile a2755a n
      Tan: Siesta 8c5f42 w
      Deep: Controluce 6b4631 n, Pergola 573726 w`,
    body: '<p>The colour of four o’clock in a place with shutters. Matte, so it reads as warmth rather than as a summer job.</p><ul><li>Eight depths, four of them for skin that bronzers usually ignore</li><li>No shimmer, no coconut</li><li>Refill clicks in without a tool</li></ul>',
    use: 'Where the sun would land: forehead, tops of the cheeks, across the nose if you are honest.',
    with: ['rice starch', 'mica', 'squalane'],
  },
  {
    handle: 'balcony-shimmer-bronzer', title: 'Balcony Shimmer Bronzer', label: 'tamis', kind: 'compact', code: 'CHE-BAL',
    price: 34, size: '8 g', finish: 'shimmer', rating: [4.1, 202],
    tags: ['Bronzer', 'Shimmer', 'Refillable'],
    shades: `
      Light: Ringhiera cf9f74 w
      Medium: Geranio b07a58 w
      Tan: Basilico Secco 8d6145 n
      Deep: Ultimo Piano 66422e w`,
    body: '<p>Slow Afternoon, an hour later and with a drink. The pearl is ground so fine that you see light and no glitter.</p>',
    use: 'Collarbones first. The face can follow.',
    with: ['mica', 'rice starch', 'squalane'],
  },
  {
    handle: 'window-seat-highlighter', title: 'Window Seat Highlighter', label: 'ninth-floor', kind: 'compact', code: 'CHE-WIN',
    price: 30, size: '6 g', finish: 'shimmer', rating: [4.6, 866],
    tags: ['Highlighter', 'Shimmer', 'Buildable', 'Vegan'],
    shades: `
      Fair: Frost Pane ecdcd2 c, First Train ecd6bd n
      Light: Aisle Gold e2bf97 w, Rose Blind deb5a6 c
      Medium: Noon Glass cf9f74 w
      Tan: Copper Sill b27c55 w
      Deep: Garnet Shade 8f5646 c`,
    body: '<p>Light, placed. There is no visible sparkle at conversation distance; further away people assume good news.</p><p>Milled finer than most, so it lies flat over texture and does not point it out.</p>',
    use: 'A small brush, the highest point of the cheek, once. Turn towards a window and decide.',
    with: ['mica', 'squalane', 'vitamin E'],
  },
  {
    handle: 'wet-pavement-highlighter-stick', title: 'Wet Pavement Highlighter Stick', label: 'petit-orage', kind: 'stick', code: 'CHE-WET',
    price: 22, size: '7 g', finish: 'gloss', rating: [4.3, 415],
    tags: ['Highlighter', 'Gloss', 'Hydrating', 'Vegan'],
    shades: `
      Clear: Glaze f0e3da n sheer
      Fair: Opal Kerb ead7d2 c shimmer
      Light: Peach Reflection e6bb9c w shimmer
      Tan: Amber Lamp b9824f w shimmer`,
    body: '<p>Not sparkle, not powder: simply the look of skin just after rain. Balm at first touch, film a minute later, no stickiness at the bus window.</p>',
    use: 'Tap on cheekbones and the bow of the lip. Avoid the forehead unless you are a seal.',
    with: ['jojoba esters', 'castor oil', 'vitamin E'],
  },
  {
    handle: 'pot-of-nerve-cream-blush', title: 'Pot of Nerve Cream Blush', label: 'halde', kind: 'balm-pot', code: 'CHE-POT',
    price: 26, size: '6 g', finish: 'cream', rating: [4.6, 743], formula: 'cream',
    tags: ['Blush', 'Cream', 'Buildable', 'Refillable', 'Vegan'],
    shades: `
      Nudes: Sandstone c9957e n
      Pinks: Madder cd5f72 c, Quartz d99299 c, Porphyry b5586a n
      Corals: Realgar df6b49 w, Ochre Rose d4866a w
      Reds: Vermilion bd3b38 w
      Berries: Cochineal 8e2f4c c, Manganese 703049 c
      Browns: Burnt Sienna 9c533b w`,
    body: '<p>Ten historical pigments in a pot, for cheeks and, when nobody is looking, lips. The colours are louder in the pan than on you, which is also true of most paint.</p><p>Talc-free, scent-free, in a tin that refills. Cochineal is the name only; the colour is mineral and the beetles are fine.</p>',
    use: 'One fingertip warms it, the other three fade it out.',
    with: ['jojoba esters', 'candelilla wax', 'iron oxides'],
  },
  {
    handle: 'sudden-warmth-liquid-blush', title: 'Sudden Warmth Liquid Blush', label: 'ninth-floor', kind: 'dropper', code: 'CHE-SUD',
    price: 27, size: '10 ml', finish: 'satin', formula: 'base', rating: [4.5, 1204], star: true,
    tags: ['Blush', 'Satin', 'Long-wear', 'Vegan', 'New'],
    shades: `
      Nudes: Compliment cf9b88 n
      Pinks: Crush dd6f86 c, Second Date d88894 n, Old Flame c4546c c
      Corals: Eye Contact e8795c w, Good News ea9478 w
      Berries: Love Letter 8f3355 c
      Browns: Slow Burn a55a45 w`,
    body: '<p>One drop is a blush. Two drops is a story. It stays put through wind, masks and most of a wedding.</p><p>Sheers out over anything, powder included, as long as you pat. The dropper is small because you were going to use too much.</p>',
    use: 'One dot per cheek, blended quickly upwards with a damp sponge. Start with less than that.',
    with: ['squalane', 'silica', 'glycerin'],
  },
  {
    handle: 'double-bill-blush-duo', title: 'Double Bill Blush and Highlighter', label: 'maren-voss', kind: 'compact', code: 'CHE-DBL',
    price: 42, was: 49, size: '9 g', finish: 'satin', rating: [4.4, 187],
    tags: ['Blush', 'Satin', 'Refillable', 'Gift'],
    shades: `
      Pinks: Matinée d98793 c [d98793 f0d9cf]
      Corals: Late Show dd7f60 w [dd7f60 eccfae]
      Berries: Premiere 934057 c [934057 dfb9a9]
      Browns: Revival a4654a w [a4654a d3a77c]`,
    body: '<p>Two halves of one circle: the flush and the light that falls on it. Under stage lamps you need both, in an office you can alternate.</p>',
    use: 'Blush on the side you sleep on first, so they match by the time you leave. Highlighter last and high.',
    with: ['mica', 'silk-grade mica', 'squalane'],
  },
  {
    handle: 'shadow-play-contour', title: 'Shadow Play Contour Powder', label: 'maren-voss', kind: 'compact', code: 'CHE-SHA',
    price: 36, size: '7 g', finish: 'matte', rating: [4.5, 322],
    tags: ['Contour', 'Matte', 'Buildable'],
    shades: `
      Fair: Gauze b79a86 c
      Light: Scrim a4836c c, Cyclorama a37d60 n
      Medium: Flat 8b664d n
      Tan: Backdrop 6e4d3b c
      Deep: House Curtain 4b342a n`,
    body: '<p>A shadow is cool and a bronzer is warm; confusing the two is how cheekbones turn orange. Six true shadows, sheer enough to place twice.</p>',
    use: 'Under the bone, not on it. Blend upwards until you cannot find the edge.',
    with: ['rice starch', 'silica', 'mica'],
  },
  {
    handle: 'cheekbone-contour-stick', title: 'Cornice Contour Stick', label: 'ninth-floor', kind: 'stick', code: 'CHE-COR',
    price: 25, size: '8 g', finish: 'cream', rating: [4.2, 269],
    tags: ['Contour', 'Cream', 'Buildable', 'Vegan'],
    shades: `
      Fair: Limewash b89b85 c
      Light: Stucco a6876e n
      Medium: Sandstone Ledge 8d694f n
      Tan: Brownstone 6f4d3a c
      Deep: Wrought Iron 4a332a c`,
    body: '<p>Architecture, in cream. Gives you about forty seconds to change your mind and then holds up the building.</p><p>Five depths of shadow, none of them orange. The slim end of the bullet is for the sides of the nose, if you must.</p>',
    use: 'Three short strokes, blended with a dense brush towards the ear.',
    with: ['jojoba esters', 'silica', 'vitamin E'],
  },
  {
    handle: 'marble-baked-blush', title: 'Carrara Baked Blush', label: 'tamis', kind: 'compact', code: 'CHE-CAR',
    price: 33, size: '5 g', finish: 'shimmer', rating: [4.3, 308],
    tags: ['Blush', 'Shimmer', 'Buildable'],
    shades: `
      Nudes: Venato d6ab98 n
      Pinks: Rosa Portogallo dd919c c, Statuario e5b2b4 c
      Corals: Rosso Verona d97a62 w
      Berries: Levanto 8d4556 c`,
    body: '<p>Baked for a day on terracotta, so no two domes are veined alike. Yours is not defective; it is a one-off.</p><p>The dome wears down evenly and the veins go all the way through; we sawed one in half to be sure.</p>',
    use: 'Swirl the brush across all veins, or pick one and pretend it was the plan.',
    with: ['mica', 'silk-grade mica', 'argan oil'],
  },
  {
    handle: 'hearth-bronzing-drops', title: 'Hearth Bronzing Drops', label: 'kelda', kind: 'dropper', code: 'CHE-HEA',
    price: 28, size: '30 ml', finish: 'sheer', formula: 'serum', rating: [4.4, 655],
    tags: ['Bronzer', 'Sheer', 'Hydrating', 'Fragrance-free', 'Vegan'],
    shades: `
      Light: Ember b98358 w
      Medium: Coal Glow 8f5c3c w
      Deep: Peat Fire 5f3a26 n`,
    body: '<p>For Norwegians in February and anyone who feels like one. Mix with moisturiser: a drop is a long weekend, three are a fortnight.</p>',
    use: 'Into cream, never onto bare skin. Wash your hands, your palms did not go on holiday.',
    with: ['squalane', 'niacinamide', 'vitamin E'],
  },
  {
    handle: 'colour-plate-cheek-palette', title: 'Colour Plate Cheek Palette', label: 'halde', kind: 'palette-4', code: 'CHE-PLT',
    price: 48, size: '12 g', finish: 'matte', rating: [4.6, 231],
    tags: ['Blush', 'Matte', 'Buildable', 'Vegan', 'Gift'],
    shades: `
      Pinks: Plate I c8747c c [e3b7a6 d98790 b5505f a9755a]
      Berries: Plate II 84404f c [c58a7c b3596b 7c2f45 6d4433]`,
    body: '<p>Bronze, blush, deeper blush and a pale one to take it all back. Printed on the lid: the names of the pigments and where they were dug.</p>',
    use: 'Mix two pans on the back of your hand, that is what the back of your hand is for.',
    with: ['iron oxides', 'jojoba oil', 'rice starch'],
  },
  {
    handle: 'rouge-in-a-pinch', title: 'Rouge in a Pinch', label: 'petit-orage', kind: 'tube', code: 'CHE-RPI',
    price: 18, size: '10 ml', finish: 'sheer', formula: 'base', rating: [4.3, 502],
    tags: ['Blush', 'Sheer', 'Hydrating', 'Vegan'],
    shades: `
      Pinks: Pinch de7c8e c, Nip e5a0a4 c
      Corals: Pat On The Back e67d62 w
      Reds: Dare c43a47 n
      Berries: Double Dare 87395a c`,
    body: '<p>A gel that looks alarming in the palm and natural on the cheek. Older than powder, faster than apologising for looking tired.</p>',
    use: 'A lentil for both cheeks. Rub hands together as if plotting, then press.',
    with: ['glycerin', 'aloe', 'panthenol'],
  },
  {
    handle: 'chalk-and-flush-blush', title: 'Plain Flush Matte Blush', label: 'halde', kind: 'pan-single', code: 'CHE-PLF',
    price: 22, size: '4 g', finish: 'matte', rating: [4.5, 357], tags: ['Blush', 'Matte', 'Buildable', 'Vegan', 'Refillable'],
    shades: `
      Nudes: Bisque Fired d0a48f n, Potter’s Pink c79288 n
      Pinks: Rose Madder d0667b c, Lake Pink dd8d9b c, Alizarin b13a55 c
      Corals: Minium e4683f w, Naples Blush e2936f w
      Reds: Dragon’s Blood a63433 w
      Berries: Mars Violet 7d3f4c c, Murex 6d2d50 c
      Browns: English Red 9f513b w, Brown Madder 7c3f35 n`,
    body: '<p>Twelve blushes without shimmer, scent or compact; the pan clicks into any Halde case or none. The darkest three look fierce and were made for deep skin, where they look like health.</p>',
    use: 'Half as much as you think, with No. 2.', with: ['iron oxides', 'rice starch', 'jojoba oil'],
  },
  {
    handle: 'breeze-tinted-cheek-water', title: 'Sea Breeze Cheek Water', label: 'petit-orage', kind: 'liquid-lip', code: 'CHE-SEA',
    price: 19, size: '8 ml', finish: 'sheer', formula: 'ink', rating: [4.0, 231], tags: ['Blush', 'Sheer', 'Long-wear', 'Vegan'],
    shades: `
      Pinks: Shoreline dd7a8d c, Parasol e39aa1 c
      Corals: Buoy e5704f w
      Reds: Lifeguard c23a3e n
      Berries: Sea Bramble 8a2f55 c
      Browns: Pier End a5603f w`,
    body: '<p>A stain for cheeks that will meet water. It sets in twenty seconds, which sounds like plenty and is not; do one cheek at a time.</p>',
    use: 'Three dots, blend at once, then the other side.', with: ['rose water', 'panthenol', 'glycerin'],
  },
  {
    handle: 'sunday-tan-bronzer-stick', title: 'Half Day Bronzer Stick', label: 'ninth-floor', kind: 'stick', code: 'CHE-HLF',
    price: 26, size: '9 g', finish: 'cream', rating: [4.5, 642], tags: ['Bronzer', 'Cream', 'Buildable', 'Vegan'],
    shades: `
      Fair: Nine to Noon cfa684 n
      Light: Lunch Outside bd8c66 w
      Medium: Two O’Clock a2714d w
      Tan: Window Desk 855a3f w
      Deep: West Side 64412e n, Late Shift 4b3124 c`,
    body: '<p>The tan you would have if you took the afternoons off. Cream, matte at the edges, and never orange, not even the pale one; we started with the pale one.</p>',
    use: 'Where a hat would not cover. Blend with the warm side of a hand.', with: ['jojoba esters', 'squalane', 'silica'],
  },
  {
    handle: 'gold-leaf-highlighter', title: 'Foglia Pressed Highlighter', label: 'tamis', kind: 'compact', code: 'CHE-FOG',
    price: 36, size: '5 g', finish: 'metallic', rating: [4.4, 291], tags: ['Highlighter', 'Metallic', 'Refillable', 'Gift'],
    shades: `
      Fair: Argento e4dcd6 c
      Light: Oro Bianco e7d3b6 n, Oro Rosa e0b7a3 c
      Medium: Oro Giallo d2a86c w
      Tan: Ottone Vecchio b07f4d w
      Deep: Rame 8d553c w`,
    body: '<p>Pressed in leaves, like the gilders’ books next door to the workshop. One touch is a gleam; a second turns you into a frame.</p><p>Six leaves. On deep skin Rame and Ottone Vecchio light up where pale highlighters turn to chalk.</p>',
    use: 'Fingertip for leaf, fan brush for dust.', with: ['mica', 'silk-grade mica', 'squalane'],
  },
  {
    handle: 'soft-rouge-jelly', title: 'Jam Jar Jelly Blush', label: 'good-grain', kind: 'jar', code: 'CHE-JAM',
    price: 17, size: '15 g', finish: 'sheer', formula: 'base', rating: [4.2, 164], tags: ['Blush', 'Sheer', 'Hydrating', 'Vegan', 'New'],
    shades: `
      Pinks: Raspberry d45a76 c, Quince Pink e39a94 w
      Corals: Apricot Set e88758 w, Sea Buckthorn e57a34 w
      Reds: Redcurrant bf3444 n
      Berries: Bilberry Set 6b2c50 c, Sloe 54284a c
      Browns: Medlar 9a5a3c w`,
    body: '<p>Jelly that wobbles, tints and keeps, like its namesakes in the mill pantry. Do not spread on toast, although the colours were matched to what is.</p>',
    use: 'A fingertip per cheek, pressed rather than rubbed.', with: ['glycerin', 'barley extract', 'aloe'],
  },
  {
    handle: 'night-at-the-opera-blush-trio', title: 'Three Curtains Blush Trio', label: 'maren-voss', kind: 'palette-4', code: 'CHE-TRI',
    price: 52, size: '12 g', finish: 'satin', rating: [4.7, 3], tags: ['Blush', 'Satin', 'Gift'],
    shades: `
      Pinks: Soprano d58a94 c [f0d7cd e5a7a5 cf6a7c a64257]
      Corals: Mezzo Warm d98060 w [f0dbc3 e8aa88 d8714f a94d35]
      Berries: Contralto 87384f c [dcb2a4 b96474 8b3350 5a2036]`,
    body: '<p>Three ranges for three voices, each from a whisper to the back row. Soprano for fair skin, mezzo for warm, contralto for deep; sing outside your range if you like.</p>',
    use: 'Start with the second pan. Arrive at the fourth only after dark.', with: ['mica', 'rice starch', 'squalane'],
  },
];
