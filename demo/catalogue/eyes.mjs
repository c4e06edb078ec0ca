/** Eyes: shadow, palettes, mascara, pencil and liner. */
export default [
  {
    handle: 'four-walls-quad', title: 'Four Walls Eyeshadow Quad', label: 'maren-voss', kind: 'palette-4', code: 'EYE-FOR',
    price: 46, size: '6 g', finish: 'satin', rating: [4.6, 648],
    tags: ['Eyeshadow palette', 'Satin', 'Buildable'],
    shades: `
      Neutrals: Rehearsal Room b79a86 n [eadfd3 c3a48c 8a6a56 3b2d27], Dressing Table c29a8c c [f0e2dc d0a79b 8f655e 43292b]
      Golds: Chandelier b08a4a w metallic [f1e2bf c99f55 8b6430 35261a]
      Greens: Rosin 6f6f4c w [e3dfc6 a7a277 666840 2a2c20]
      Purples: Mezzanine 78596e c [e6d9e0 ab8a9f 6b4a62 2c2029]`,
    body: '<p>Four shadows that have clearly met before: one to lighten, one to shape, one to deepen, one to misbehave at the lash line. Arranged in the order you use them, left to right, so it works before coffee.</p>',
    use: 'Left pan over the lid, second in the crease, third at the outer corner, fourth pressed into the lashes with a damp brush.',
    with: ['mica', 'zinc stearate', 'squalane'],
  },
  {
    handle: 'nine-streets-palette', title: 'Nine Streets Eyeshadow Palette', label: 'halde', kind: 'palette-9', code: 'EYE-NIN',
    price: 58, size: '10.8 g', finish: 'matte', rating: [4.7, 930], star: true,
    tags: ['Eyeshadow palette', 'Matte', 'Long-wear', 'Vegan'],
    shades: `
      Browns: Brick 9c5a41 w [f0ddcb dcb091 c58566 ab6247 8c4a35 6e3629 512821 3a1f1c 221616], Slate 7c7672 c [ece7e2 cfc6bf b0a49d 8f8480 736a69 5b5455 454146 323036 1f1e22]
      Greens: Moss 6d6a45 w [eee6cf d4c79c b5a873 918a52 72703f 575a35 41472f 2e3427 1c201b]`,
    body: '<p>Nine mattes from chalk to soot along one hue, because most looks need depth rather than surprises. Named after the nine lanes around the old workshop, which are all the same colour too.</p>',
    use: 'Pick three neighbours. Lightest on the lid, middle in the socket, darkest at the lashes.',
    with: ['iron oxides', 'talc-free base', 'jojoba oil'],
  },
  {
    handle: 'full-score-palette', title: 'Full Score Eyeshadow Palette', label: 'maren-voss', kind: 'palette-12', code: 'EYE-FUL',
    price: 72, was: 84, size: '15.6 g', finish: 'shimmer', rating: [4.4, 512],
    tags: ['Eyeshadow palette', 'Shimmer', 'Long-wear'],
    shades: `
      Browns: Libretto 8f6350 w [f3e4d6 e2c0a2 c99877 b37658 9a5a42 7c4433 5e3328 43251f d8b58c b98a4f 8d5f3a 261a18]
      Purples: Nocturne 5d4a63 c [efe4ea d6c0cc b79bb0 967793 775877 5b415f 432f49 2f2235 c3a5b8 8f7aa0 54506f 1b1622]`,
    body: '<p>A whole evening in twelve pans: eight mattes to build with and four metals that catch light from the cheap seats. Maren Voss still plans faces the way a conductor marks a score, and the pans follow that order.</p>',
    use: 'Read it in rows. Top row shapes, middle row shades, bottom row shines.',
    with: ['mica', 'synthetic fluorphlogopite', 'squalane'],
  },
  {
    handle: 'late-set-mascara', title: 'Late Set Volume Mascara', label: 'maren-voss', kind: 'mascara', code: 'EYE-LAT',
    price: 29, size: '9 ml', finish: 'satin', rating: [4.6, 2204], star: true,
    tags: ['Mascara', 'Volume', 'Long-wear', 'Bestseller'],
    shades: `
      Blacks: Opera Black 17141a n
      Browns: Bitter Chocolate 3b2620 w`,
    body: '<p>A fat brush, a dry-ish formula, and lashes that look like you meant it. Tested on a full cast of <em>La Bohème</em>, none of whom were allowed to stop crying.</p>',
    use: 'Wiggle at the root, pull through, wait ten seconds, repeat. A third coat is between you and your conscience.',
    with: ['carnauba wax', 'acacia gum', 'panthenol'],
  },
  {
    handle: 'soft-soot-eye-pencil', title: 'Soft Soot Eye Pencil', label: 'sel-et-suie', kind: 'eye-pencil', code: 'EYE-SOO',
    price: 17, size: '1.1 g', finish: 'matte', rating: [4.6, 1330], star: true,
    tags: ['Eye pencil', 'Matte', 'Smudge-proof', 'Vegan', 'Bestseller'],
    shades: `
      Blacks: Lamp Black 141416 n
      Greys: Pier 4b5054 c, Gull 84898b c
      Browns: Rope 6b4d38 w, Driftwood 8b6a52 n, Peat 3a2a22 n
      Greens: Kelp 3d4a36 w, Bottle Glass 23423a c
      Blues: Harbour 2a3c55 c, Midnight Ferry 1a2338 c
      Purples: Sea Urchin 44304a c`,
    body: '<p>Thirty seconds of forgiveness, then twelve hours of certainty. Draw it, smoke it with a fingertip, and get on with the day before it sets.</p>',
    use: 'Warm the tip on the back of your hand. Draw from outside in, smudge at once.',
    with: ['vegetable waxes', 'carbon black', 'vitamin E'],
  },
  {
    handle: 'straight-answer-liquid-liner', title: 'Straight Answer Liquid Liner', label: 'sel-et-suie', kind: 'liquid-liner', code: 'EYE-STR',
    price: 21, size: '0.6 ml', finish: 'satin', rating: [4.3, 911],
    tags: ['Eyeliner', 'Satin', 'Waterproof', 'Vegan'],
    shades: `
      Blacks: Yes 121214 n
      Browns: Probably 442c22 w
      Blues: Ask Me Later 22304f c
      Greens: Depends 24463a c`,
    body: '<p>A felt tip with the stiffness of a good brush, so the line you get is the line you drew. It does not forgive, but it does not wander either.</p>',
    use: 'Rest your elbow. Draw the wing first, then join it to the lashes in three short strokes.',
    with: ['film-forming acrylates', 'panthenol', 'carbon black'],
  },
  {
    handle: 'single-thought-eyeshadow', title: 'Single Thought Eyeshadow', label: 'tamis', kind: 'pan-single', code: 'EYE-SGL',
    price: 19, size: '1.8 g', finish: 'satin', rating: [4.5, 820],
    tags: ['Eyeshadow', 'Refillable', 'Buildable', 'Vegan'],
    shades: `
      Neutrals: Panna e9dac8 w, Gesso e6dcd6 c, Sabbia c9ab8e w, Tortora a38f82 n matte
      Browns: Castagna 7a4f3a w matte, Cannella 9c6446 w, Caffè Basso 4a3027 n matte, Bronzo 8a5f3c w metallic
      Golds: Ottone b8914f w metallic, Moneta c7a56b w metallic
      Pinks: Conchiglia dfb7ac w shimmer, Rosa Muro b87e7c n matte
      Greens: Salvia 8a9078 n, Cipresso 3f4a3a c matte
      Blues: Notte Bianca 49546d c shimmer
      Purples: Melanzana 4b2f42 c matte, Glicine a08aa6 c shimmer
      Greys: Ardesia 5a5c60 c matte`,
    body: '<p>One pan, one idea, done properly. Wear it alone from lash to brow bone and let people wonder what you did differently.</p>',
    use: 'Sweep over the whole lid with a soft brush, then a little under the lower lashes.',
    with: ['mica', 'rice starch', 'squalane'],
  },
];
