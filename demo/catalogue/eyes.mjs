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
    body: '<p>Four shadows that have clearly met before: one to lighten, one to shape, one to deepen, one to misbehave at the lash line. Arranged in the order you use them, left to right, so it works before coffee.</p><p>Four shades, one size of pan each by how much you use: the first is the largest, the last the smallest.</p>',
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
    body: '<p>Nine mattes from chalk to soot along one hue, because most looks need depth rather than surprises. Named after the nine lanes around the old workshop, which are all the same colour too.</p><ul><li>Nine mattes, no filler shade</li><li>Talc-free; hardly any fall-out</li><li>Card case with a magnet, no mirror, because you have one</li></ul>',
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
    body: '<p>A fat brush, a dry-ish formula, and lashes that look like you meant it. Tested on a full cast of <em>La Bohème</em>, none of whom were allowed to stop crying.</p><p>Wears about fourteen hours. The formula gets better in the second week, when it has dried a little; after three months, thank it and let it go.</p>',
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
    body: '<p>Thirty seconds of forgiveness, then twelve hours of certainty. Draw it, smoke it with a fingertip, and get on with the day before it sets.</p><p>Eleven shades of a coast. No silicone, no nickel, and a wood that sharpens without splintering.</p>',
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
      Browns: Castagna 7a4f3a w matte, Cannella 9c6446 w, Caffè Basso 4a3027 n matte, Bronzo 8a5f3c w metallic, Mattone Vecchio 8d4d39 w matte, Tartufo 5a463b n, Nocciolo a97c58 w shimmer
      Golds: Ottone b8914f w metallic, Moneta c7a56b w metallic, Zafferano d19a3e w shimmer
      Pinks: Conchiglia dfb7ac w shimmer, Rosa Muro b87e7c n matte, Fior di Pesco e2a898 w, Geranio Secco a5585e c matte
      Greens: Salvia 8a9078 n, Cipresso 3f4a3a c matte
      Blues: Notte Bianca 49546d c shimmer, Carta da Zucchero 7f95ab c, Blu Officina 2f4468 c matte
      Purples: Melanzana 4b2f42 c matte, Glicine a08aa6 c shimmer
      Greys: Ardesia 5a5c60 c matte`,
    body: '<p>One pan, one idea, done properly. Wear it alone from lash to brow bone and let people wonder what you did differently.</p><p>All the pans fit the round Tamis cases for one, four or nine. Matte where it says so; otherwise a quiet satin.</p>',
    use: 'Sweep over the whole lid with a soft brush, then a little under the lower lashes.',
    with: ['mica', 'rice starch', 'squalane'],
  },
  {
    handle: 'two-acts-shadow-duo', title: 'Two Acts Shadow Stick', label: 'maren-voss', kind: 'stick', code: 'EYE-TWO',
    price: 26, size: '1.6 g', finish: 'satin', rating: [4.5, 812],
    tags: ['Eyeshadow', 'Satin', 'Waterproof', 'Long-wear'],
    shades: `
      Neutrals: Recitative c7a892 n, Pause d8c3b0 c
      Browns: Aria 8a6048 w, Cavatina 6a4836 n matte, Finale 3c2a24 n matte
      Golds: Ovation b58a4c w metallic, Brass Rail a0713f w metallic
      Greens: Intrigue 4b5440 c
      Blues: Ghost Light 43536a c
      Purples: Recital 6f5166 c
      Pinks: Rosette bd8484 c shimmer
      Greys: Wings Left 595a5e c matte`,
    body: '<p>Shadow for people in lifts. Draw it on, smudge it before your floor, and it will still be there at curtain.</p><p>Twelve shades, waterproof once set. The other end holds a sharpener and a small sponge, both of which you will use.</p>',
    use: 'One stripe along the lashes, one across the lid, ring finger for the rest. You have thirty seconds.',
    with: ['carnauba wax', 'mica', 'vitamin E'],
  },
  {
    handle: 'liquid-mercury-eyeshadow', title: 'Quicksilver Liquid Eyeshadow', label: 'maren-voss', kind: 'liquid-lip', code: 'EYE-QUI',
    price: 27, size: '4 ml', finish: 'metallic', formula: 'ink', rating: [4.2, 264],
    tags: ['Eyeshadow', 'Metallic', 'Long-wear'],
    shades: `
      Neutrals: Foil d6c6b8 n
      Golds: Gilding c59a52 w, Sequin d2b06f w
      Pinks: Rose Gilt c78f7f w
      Browns: Copper Bowl 93592f w
      Greys: Mercury 8d8f94 c
      Greens: Verdigris 5d8378 c
      Purples: Amethyst Stage 735b7f c`,
    body: '<p>Molten for a minute, then fixed. It reflects like a tray of glasses and does not fall onto your cheek at the worst possible moment.</p><p>Eight metals. Water-based, so it does not crack, and buildable while wet, which gives you about twenty-five seconds.</p>',
    use: 'Tap a dot on the centre of the lid, push outwards with a clean brush, keep still.',
    with: ['mica', 'acacia gum', 'glycerin'],
  },
  {
    handle: 'slow-blink-cream-shadow', title: 'Slow Blink Cream Shadow', label: 'ninth-floor', kind: 'balm-pot', code: 'EYE-SLW',
    price: 22, size: '5 g', finish: 'cream', formula: 'cream', rating: [4.4, 463],
    tags: ['Eyeshadow', 'Cream', 'Buildable', 'Vegan'],
    shades: `
      Neutrals: Net Curtain e0cbbb n, Skirting c9ae99 n
      Browns: Parquet 9b7054 w, Doorframe 7a563f n
      Pinks: Brick Dust b9786a w, Blind Rose c99c96 c
      Greys: Rooftop 7c7774 c`,
    body: '<p>The colour your lids would be if they were better rested. One finger, both eyes, no brush, no opinion needed.</p>',
    use: 'Warm, sweep, done. As a base under powder it adds about four hours.',
    with: ['jojoba esters', 'silica', 'vitamin E'],
  },
  {
    handle: 'tide-table-palette', title: 'Tide Table Eyeshadow Palette', label: 'sel-et-suie', kind: 'palette-9', code: 'EYE-TID',
    price: 54, size: '9.9 g', finish: 'satin', rating: [4.5, 377],
    tags: ['Eyeshadow palette', 'Satin', 'Buildable', 'Vegan'],
    shades: `
      Blues: High Water 4d6173 c [dfe3e1 b9c4c6 8fa3ad 6b8596 4d687d 37506a 263a52 1a273a 11161f]
      Neutrals: Low Water a38f7b n [efe7da ddcdb7 c4ac90 a98d71 8d7259 705a47 544437 3b312a 25201d]`,
    body: '<p>High water is nine blues that go with brown eyes, grey coats and bad weather. Low water is everything the sea leaves behind: sand, rope, wet wood.</p><ul><li>Satin throughout, with one true matte per row</li><li>Soft enough for fingers</li><li>Tin case that closes with a rubber band, like a tackle box</li></ul>',
    use: 'Three neighbours, as always. Wet the brush for the last one.',
    with: ['mica', 'rice starch', 'vitamin E'],
  },
  {
    handle: 'piazza-palette', title: 'Piazza Eyeshadow Palette', label: 'tamis', kind: 'palette-9', code: 'EYE-PIA',
    price: 56, size: '11.7 g', finish: 'matte', rating: [4.7, 518],
    tags: ['Eyeshadow palette', 'Matte', 'Refillable', 'Buildable'],
    shades: `
      Pinks: Mattino b98379 n [f3e4da e6c8b9 d3a596 bd8377 a3675d 804b45 5c3533 dcb08f 3a2323]
      Browns: Sera 7d5843 w [f0e0cb dabf9c c09a73 a17a55 825c40 634230 452d23 b68a4f 2a1d18]`,
    body: '<p>Nine refillable pans behind a porcelain lid. Mattino is what plaster does at eight in the morning; Sera is the same wall with the lamps on.</p><p>Pans lift out with the pin in the hinge. Replace the one you empty, which will be the third.</p>',
    use: 'The two palest pans cover every lid. Everything else is conversation.',
    with: ['rice starch', 'mica', 'squalane'],
  },
  {
    handle: 'pocket-score-quad', title: 'Pocket Score Mini Quad', label: 'maren-voss', kind: 'palette-4', code: 'EYE-PKT',
    price: 29, size: '2.8 g', finish: 'satin', rating: [4.3, 205],
    tags: ['Eyeshadow palette', 'Satin', 'Gift'],
    shades: `
      Browns: Largo 8b6551 n [ead9c9 b68f74 7e5844 3a2720]
      Pinks: Andante b57f7a c [f0dcd6 cf9c94 a1655f 4b2c2b]
      Greys: Adagio 73706f c [e4e0db a9a49f 6a6666 2a292b]`,
    body: '<p>A quad the size of a ticket stub. Designed for the small bag you take when the large one would look like a plan.</p>',
    use: 'Fingers and the enclosed sponge. It is a mini; so is the ceremony.',
    with: ['mica', 'zinc stearate', 'squalane'],
  },
  {
    handle: 'storm-glass-jelly-shadow', title: 'Storm Glass Jelly Shadow', label: 'petit-orage', kind: 'balm-pot', code: 'EYE-STO',
    price: 17, size: '4 g', finish: 'shimmer', formula: 'gloss', rating: [4.0, 329],
    tags: ['Eyeshadow', 'Shimmer', 'Vegan', 'New'],
    shades: `
      Neutrals: Static e6d8cc n
      Pinks: Sheet Lightning e0b0b2 c
      Golds: Amber Warning d3a45c w
      Greens: Hailstone 9fb5a0 c
      Blues: Cold Front 8aa3bd c
      Purples: Thunderhead 8d7b9d c`,
    body: '<p>Springs back when poked, which you will do for longer than you admit. On the lid it leaves a wet, glassy veil with nothing gritty in it.</p>',
    use: 'Pat, do not rub. Looks best slightly imprecise.',
    with: ['mica', 'castor oil'],
  },
  {
    handle: 'loose-change-pigment', title: 'Loose Change Pigment', label: 'halde', kind: 'jar', code: 'EYE-LOO',
    price: 20, size: '2 g', finish: 'metallic', formula: 'powder', rating: [4.4, 156],
    tags: ['Eyeshadow', 'Metallic', 'Vegan'],
    shades: `
      Golds: Ducat c9a14e w, Guilder b98d3c w
      Browns: Kreuzer 8e5a36 w, Penny Black 3b2f2c n
      Greys: Thaler 9b9da1 c
      Pinks: Copper Pfennig c58872 w
      Greens: Bronze Obol 6c7048 w`,
    body: '<p>Pure pigment in a small jar with a sifter. Press it on damp and it looks minted; dust it on dry and it looks like you live near a mine, as we do.</p>',
    use: 'Damp brush, tap off, press. Clean up underneath before foundation, never after.',
    with: ['mica', 'synthetic fluorphlogopite'],
  },
  {
    handle: 'long-story-length-mascara', title: 'Long Story Length Mascara', label: 'sel-et-suie', kind: 'mascara', code: 'EYE-LON',
    price: 24, size: '8 ml', finish: 'satin', rating: [4.4, 1187],
    tags: ['Mascara', 'Length', 'Smudge-proof', 'Vegan'],
    shades: `
      Blacks: Lamp Black 15151a n
      Browns: Peat 3a2a22 n
      Blues: Ferry 1f2c4d c`,
    body: '<p>Tubes, not paint: each lash gets a sleeve that slides off with warm water at night. In between, rain has been tried. A lot of rain.</p><p>Fine for contact lenses, for hay fever and for the kind of film you did not expect to be sad.</p>',
    use: 'Two coats without waiting. Remove with warm water and patience, not with cotton and force.',
    with: ['film-forming acrylates', 'carnauba wax', 'panthenol'],
  },
  {
    handle: 'clear-intentions-mascara', title: 'Clear Intentions Lash Gel', label: 'petit-orage', kind: 'mascara', code: 'EYE-CLR',
    price: 15, size: '8 ml', finish: 'sheer', rating: [4.1, 233],
    tags: ['Mascara', 'Sheer', 'Vegan', 'Sensitive skin'],
    shades: `
      Clear: No Comment eae6e0 n`,
    body: '<p>Combs, holds and shines, and leaves the colour to you. Also persuades brows and, in emergencies, a fringe.</p><p>Wipes off with water. Recommended for the gym, the sauna and the day after a tint.</p>',
    use: 'One coat on clean lashes. There is nothing to smudge.',
    with: ['acacia gum', 'panthenol', 'glycerin'],
  },
  {
    handle: 'upright-curl-mascara', title: 'Upright Curl Mascara', label: 'maren-voss', kind: 'mascara', code: 'EYE-UPR',
    price: 27, size: '7 ml', finish: 'satin', rating: [4.2, 604],
    tags: ['Mascara', 'Curl', 'Waterproof', 'Long-wear'],
    shades: `
      Blacks: Pit Black 151317 n
      Browns: Stage Brown 3f2a22 w
      Purples: Aubergine 2f1a2d c`,
    body: '<p>For lashes that go straight ahead. The wax sets while the brush is still lifting, so what you hold for five seconds stays for nine hours.</p><p>Waterproof, hence oil to remove it. For straight lashes that have given up on curlers by noon.</p>',
    use: 'Curl first, then press the brush at the root and hold. Count slowly.',
    with: ['carnauba wax', 'acacia gum', 'vitamin E'],
  },
  {
    handle: 'first-growth-lash-serum', title: 'Overnight Lash Serum', label: 'kelda', kind: 'mascara', code: 'EYE-SER',
    price: 46, size: '5 ml', tint: 'e5eeec', formula: 'serum', rating: [3.8, 541],
    tags: ['Lash care', 'Fragrance-free', 'Vegan', 'Sensitive skin'],
    body: '<p>Peptides and panthenol on a fine brush. It takes eight weeks, and we would rather tell you now than in week three.</p>',
    use: 'One stroke along the upper lash line on clean skin, every night. Miss one and carry on.',
    with: ['peptides', 'panthenol', 'biotin'],
  },
  {
    handle: 'waterline-kohl', title: 'Waterline Kohl', label: 'sel-et-suie', kind: 'eye-pencil', code: 'EYE-WAT',
    price: 16, size: '1 g', finish: 'satin', rating: [4.3, 508],
    tags: ['Eye pencil', 'Satin', 'Waterproof', 'Vegan', 'Sensitive skin'],
    shades: `
      Blacks: Hull 121316 n
      Browns: Oar 50392d w
      Neutrals: Salt eee3d6 n, Shell Inside e6c3b3 w
      Blues: Deep End 1d2f55 c
      Greens: Eelgrass 2f4f3f c`,
    body: '<p>Made for the one place that is always wet. Holds on the inner rim for a working day and does not collect in the corner to be discovered later.</p>',
    use: 'Look up, draw in one go, blink once. Salt makes eyes look awake; Hull makes them look interested.',
    with: ['vegetable waxes', 'carnauba wax', 'vitamin E'],
  },
  {
    handle: 'gel-argument-liner', title: 'Gel Argument Eyeliner Pencil', label: 'maren-voss', kind: 'eye-pencil', code: 'EYE-GEL',
    price: 22, size: '0.35 g', finish: 'matte', rating: [4.5, 699],
    tags: ['Eye pencil', 'Matte', 'Waterproof', 'Long-wear'],
    shades: `
      Blacks: Point 131215 n
      Browns: Counterpoint 43291f w, Subtext 6c4f3f n
      Greys: Silence 55565b c
      Purples: Rebuttal 472d47 c
      Blues: Objection 233556 c
      Greens: Concession 3b4a38 w`,
    body: '<p>A retractable gel pencil that wins and stays won. If you want to smudge, say so within fifteen seconds.</p><p>Draws 0.8 mm at its sharpest; the sharpener is in the cap. Stays on the waterline through an average opera and a short one afterwards.</p>',
    use: 'Draw small dashes between the lashes and join them. Nobody draws one line; they only say so.',
    with: ['carnauba wax', 'silica'],
  },
  {
    handle: 'chrome-pencil', title: 'Tinsel Town Metallic Eye Pencil', label: 'petit-orage', kind: 'eye-pencil', code: 'EYE-TIN',
    price: 14, size: '1.1 g', finish: 'metallic', rating: [4.1, 187],
    tags: ['Eye pencil', 'Metallic', 'Vegan'],
    shades: `
      Golds: Cracker cda355 w
      Pinks: Sugar Mouse d79aa0 c
      Browns: Chestnut Stall 87573a w
      Greens: Bottle Top 4f7a62 c
      Blues: Ice Rink 6f93b5 c
      Purples: Sugar Plum 77557f c`,
    body: '<p>A jolly pencil for the inner corner, the lower lash line, or the whole lid in December. Vegan, soft, and not nearly as silly as its name.</p>',
    use: 'Dot, press, stop early.',
    with: ['mica', 'vegetable waxes'],
  },
  {
    handle: 'brush-pen-liner', title: 'Calligraphy Brush Liner', label: 'maren-voss', kind: 'liquid-liner', code: 'EYE-CAL',
    price: 28, size: '0.55 ml', finish: 'matte', rating: [4.6, 742],
    tags: ['Eyeliner', 'Matte', 'Waterproof', 'Long-wear'],
    shades: `
      Blacks: Sumi 101013 n
      Browns: Sepia 3e291f w
      Reds: Seal 7d1a22 c
      Blues: Indigo 1f2b52 c`,
    body: '<p>Four hundred and twenty hairs in a tip you could sign a treaty with. Press for thick, lift for thin, and practise on a newspaper, where it is also very good.</p><p>Four inks. It dries with the faintest sheen, then goes matte, like the real thing.</p>',
    use: 'Keep it cap down. Look straight ahead when drawing the wing; a closed eye lies about angles.',
    with: ['film-forming acrylates', 'panthenol'],
  },
  {
    handle: 'inkwell-gel-liner', title: 'Inkwell Gel Liner', label: 'sel-et-suie', kind: 'balm-pot', code: 'EYE-INK',
    price: 19, size: '3 g', finish: 'satin', formula: 'mascara', rating: [4.3, 171],
    tags: ['Eyeliner', 'Satin', 'Waterproof', 'Vegan'],
    shades: `
      Blacks: Jet 131314 n
      Browns: Bistre 3d2b20 w
      Blues: Prussian 1c2b4a c
      Greens: Ivy 283e31 c`,
    body: '<p>The pot on every make-up artist’s table since there were tables. Dries out if you leave it open; so does good conversation.</p>',
    use: 'Angled brush, thin coat, lid back on.',
    with: ['silica', 'carnauba wax', 'vitamin E'],
  },
  {
    handle: 'graffito-coloured-liner', title: 'Graffito Coloured Liquid Liner', label: 'petit-orage', kind: 'liquid-liner', code: 'EYE-GRA',
    price: 16, size: '0.6 ml', finish: 'satin', rating: [4.2, 288],
    tags: ['Eyeliner', 'Satin', 'Long-wear', 'Vegan', 'New'],
    shades: `
      Whites: Chalk Outline f3efe8 n
      Blues: Swimming Pool 2f86b3 c, Biro 2b3f8f c
      Greens: Metro Line 2f7d56 c, Lime Bike 9fbf4a w
      Pinks: Hot Poster d8437f c
      Corals: Cone e8643a w
      Purples: Sticker 6d4a95 c`,
    body: '<p>Eight colours that have no business on an eyelid and look excellent there. One line is enough; the wall, as it were, does the rest.</p>',
    use: 'Above black liner for courage, alone for effect. Comes off with balm.',
    with: ['film-forming acrylates', 'panthenol', 'glycerin'],
  },
  {
    handle: 'primer-agreement', title: 'Prior Agreement Eye Primer', label: 'ninth-floor', kind: 'tube', code: 'EYE-PRI',
    price: 19, size: '10 ml', finish: 'matte', formula: 'base', rating: [4.5, 934],
    tags: ['Primer', 'Matte', 'Long-wear', 'Fragrance-free', 'Vegan'],
    shades: `
      Neutrals: Pale e8cfb9 n, Middle c79a78 n, Dark 80563f n`,
    body: '<p>Signs a contract between your lid and your shadow. Creases are not among the clauses.</p><p>Three depths, so the lid is evened out as well as held. Also keeps concealer from gathering under the eye.</p>',
    use: 'Half a grain of rice for both eyes, one minute, then powder.',
    with: ['silica', 'niacinamide', 'squalane'],
  },
  {
    handle: 'soft-landing-eye-remover', title: 'Soft Landing Eye Make-up Remover', label: 'kelda', kind: 'mist', code: 'EYE-REM',
    sizes: [['50 ml', 9], ['125 ml', 16]], tint: 'cfe0e6', formula: 'water', rating: [4.6, 1010],
    tags: ['Make-up remover', 'Soothing', 'Fragrance-free', 'Vegan', 'Sensitive skin'],
    body: '<p>Two layers that ignore each other until shaken. Removes waterproof mascara in the time it takes to hum something short.</p><p>Leaves no film, so liner can be redone at once. Bottle refills at every store with a refill station.</p>',
    use: 'Shake, soak a pad, hold against the closed eye for ten seconds. Wipe once, downwards.',
    with: ['squalane', 'panthenol', 'glycerin'],
  },
  {
    handle: 'false-modesty-lashes', title: 'False Modesty Lashes', label: 'maren-voss', kind: 'mask-box', code: 'EYE-FAL',
    price: 18, formula: 'none', tint: '1b1719', rating: [4.2, 142],
    choices: { name: 'Style', values: [['Understudy, half lash'], ['Lead, full'], ['Diva, very full']] },
    tags: ['False lashes', 'Vegan', 'Volume'],
    body: '<p>Hand-tied on a clear cotton band, good for fifteen evenings if you put them to bed properly. The half lash is the one nobody notices and everybody compliments.</p>',
    use: 'Measure, trim from the outer end, glue, wait thirty seconds, then place with tweezers.',
    with: ['synthetic silk', 'cotton band'],
  },
  {
    handle: 'pure-matte-single', title: 'Plain Speech Matte Eyeshadow', label: 'halde', kind: 'pan-single', code: 'EYE-PLN',
    price: 16, size: '1.6 g', finish: 'matte', rating: [4.6, 694], tags: ['Eyeshadow', 'Matte', 'Buildable', 'Vegan', 'Refillable'],
    shades: `
      Neutrals: Lime Wash ece1d3 n, Raw Linen d9c3aa w, Putty c0a78f n, Mouse a08f83 c
      Browns: Raw Sienna b3805a w, Burnt Umber 6b4430 w, Van Dyke 44302a n, Cassel 57423a c, Terra Pozzuoli 97503a w, Sepia 3a2a22 n
      Pinks: Pompeii b8756a w, Dead Rose a06e70 c
      Reds: Caput Mortuum 5e2b30 c, Venetian 98432f w
      Greens: Terre Verte 7d8468 n, Chrome Oxide 4c5c40 w
      Blues: Payne’s Grey 3c4652 c, Smalt 40578b c
      Purples: Manganese Violet 5f4468 c
      Greys: Graphite 505154 c, Ash a6a29d n
      Blacks: Bone Black 1d1a1a n`,
    body: '<p>Twenty-two mattes with the names they have had for four hundred years. They blend into one another because they were always meant to share a wall.</p><p>No mica, no talc, no compact: a pan in a paper sleeve with its pigment index on the back.</p>',
    use: 'Buy three from one family and you own a palette.', with: ['iron oxides', 'rice starch', 'jojoba oil'],
  },
  {
    handle: 'velvet-stage-single', title: 'Spot Lamp Shimmer Eyeshadow', label: 'maren-voss', kind: 'pan-single', code: 'EYE-SPT',
    price: 21, size: '1.5 g', finish: 'shimmer', rating: [4.4, 322], tags: ['Eyeshadow', 'Shimmer', 'Buildable'],
    shades: `
      Neutrals: Limelight e8d9c6 w, Followspot e6ddda c
      Golds: Gel 103 d6ae68 w metallic, Straw Filter c79a57 w
      Pinks: Surprise Pink d59d9f c, Surprise Peach dca27f w
      Browns: Rust Gel 8f5637 w metallic, Chocolate Gel 5d3c2d n
      Greens: Moss Gel 75804f w
      Blues: Steel Blue 7d97b0 c, Congo Blue 2c2a5c c
      Purples: Lavender Gel a78fb9 c`,
    body: '<p>Named after the colour filters in front of stage lamps, which is why one of them is just a number. Presses on like cream, glows like a lamp at half power.</p>',
    use: 'Fingertip, middle of the lid. Let the edges look after themselves.', with: ['mica', 'synthetic fluorphlogopite', 'squalane'],
  },
  {
    handle: 'kajal-cone', title: 'Hand-Rolled Kajal Cone', label: 'sel-et-suie', kind: 'stick', code: 'EYE-KAJ',
    price: 18, size: '3 g', finish: 'matte', formula: 'pencil', rating: [4.2, 188], tags: ['Eye pencil', 'Matte', 'Vegan'],
    shades: `
      Blacks: Soot 111112 n
      Browns: Smoked Wood 41302a n
      Blues: Mussel Shell 27314b c
      Greens: Wet Moss 36452f w`,
    body: '<p>A cone of pigment as it was made before pencils. Goes along the rim in one movement and looks best around the second hour, when it has settled in.</p>',
    use: 'Close the eye on it, gently, and draw outwards. Trust several thousand years.', with: ['candelilla wax', 'almond oil', 'carbon black'],
  },
  {
    handle: 'everyday-mascara-plain', title: 'Weekday Mascara', label: 'ninth-floor', kind: 'mascara', code: 'EYE-WEE',
    price: 19, size: '8 ml', finish: 'satin', rating: [4.3, 861], tags: ['Mascara', 'Length', 'Fragrance-free', 'Sensitive skin', 'Vegan'],
    shades: `
      Blacks: Monday 1a1819 n
      Browns: Thursday 46322a w, Friday 6a4b3a w
      Greys: Sunday 55565a c`,
    body: '<p>Lashes, but presentable. It does not triple anything; it makes what is there darker, apart and awake until Friday.</p><p>Made without scent for eyes that water at the thought. Comes off with warm water and a cloth.</p>',
    use: 'One coat. If you want two, see Maren Voss.', with: ['carnauba wax', 'panthenol', 'acacia gum'],
  },
  {
    handle: 'lower-lash-micro-mascara', title: 'Fine Print Micro Mascara', label: 'maren-voss', kind: 'mascara', code: 'EYE-FIN',
    price: 24, size: '3.5 ml', finish: 'satin', rating: [4.5, 264], tags: ['Mascara', 'Length', 'Smudge-proof'],
    shades: `
      Blacks: Small Caps 17151a n
      Browns: Footnote Brown 3f2b23 w`,
    body: '<p>A brush two millimetres thick for lower lashes, inner corners and everything other brushes hit by accident. Read carefully.</p><p>Small enough to reach the lashes near the nose, which turn out to exist.</p>',
    use: 'Tilt the chin down, look up, tip of the brush only.', with: ['carnauba wax', 'acacia gum'],
  },
  {
    handle: 'dusk-to-dark-palette', title: 'Dusk to Dark Eyeshadow Palette', label: 'sel-et-suie', kind: 'palette-12', code: 'EYE-DUS',
    price: 64, size: '14.4 g', finish: 'satin', rating: [4.6, 219], tags: ['Eyeshadow palette', 'Satin', 'Buildable', 'Vegan', 'New'],
    shades: `
      Greys: Pointe du Raz 6d7074 c [f0eeea d8d4cd b8b4ae 97979a 7b7f86 62676f 4b5058 373b42 26292f 8e8378 5c544d 17181b]
      Browns: Marais Salants 8d7462 n [f2e9de e0cdb8 cbb196 b19376 95765c 7a5e49 604939 47362c 31261f b99c6a 8b6f4e 1e1915]`,
    body: '<p>The same twelve steps twice: once over rock, once over salt marsh. From the last light to the first lamp, in order, so that any row is a gradient.</p>',
    use: 'Work downwards. Where you stop is how formal it gets.', with: ['mica', 'rice starch', 'vitamin E'],
  },
  {
    handle: 'liquid-glass-topper', title: 'Glaze Eye Topper', label: 'petit-orage', kind: 'tube', code: 'EYE-GLZ',
    price: 16, size: '8 ml', finish: 'gloss', formula: 'gloss', rating: [3.7, 164], tags: ['Eyeshadow', 'Gloss', 'Vegan'],
    shades: `
      Clear: Wet f0eae6 n
      Pinks: Wet Pink e7b7ba c
      Golds: Wet Gold d9b274 w
      Browns: Wet Bronze 9c6a48 w`,
    body: '<p>High-shine lids for about two hours of photographs. It will crease; it is a gloss on something that blinks. We mention this because others do not.</p>',
    use: 'Over bare lids or powder, with a finger. Carry a tissue and a sense of humour.', with: ['castor oil', 'squalane'],
  },
  {
    handle: 'six-oclock-stick-set', title: 'Six O’Clock Eye Stick', label: 'ninth-floor', kind: 'stick', code: 'EYE-SIX',
    price: 23, size: '1.5 g', finish: 'shimmer', formula: 'cream', rating: [4.5, 538], tags: ['Eyeshadow', 'Shimmer', 'Waterproof', 'Long-wear', 'Vegan'],
    shades: `
      Neutrals: Lift Doors d9c8bb n, Escalator b8a598 c
      Golds: Brass Plate c19b62 w
      Pinks: Neon Sign cf9a93 c, Brick Wall b47a69 w
      Browns: Revolving Door 84614c n, Basement 4b372d n, Cocktail Cherry 6f3a36 w
      Greens: Banker’s Lamp 4f6550 c
      Greys: Wet Roof 76777a c`,
    body: '<p>From desk to dinner in the time the lift takes. Ten sticks that do not move once you have left the building.</p>',
    use: 'Draw thick along the lashes, smudge upwards, door opens.', with: ['carnauba wax', 'mica', 'vitamin E'],
  },
  {
    handle: 'eyelash-glue-clear', title: 'Quiet Hold Lash Adhesive', label: 'maren-voss', kind: 'tube', code: 'EYE-GLU',
    price: 9, size: '5 ml', tint: 'e9e6e3', formula: 'none', rating: [4.3, 208], tags: ['False lashes', 'Waterproof', 'Sensitive skin'],
    body: '<p>Latex-free, dries clear, lets go when you ask with oil. Has held through <em>Tristan</em>, which is five hours.</p><p>A tube lasts about forty pairs. The brush in the cap is finer than the usual nozzle and wastes less.</p>',
    use: 'A thin line on the band. Wait until it is tacky; impatience is the usual problem.', with: ['acrylates', 'panthenol'],
  },
  {
    handle: 'limewash-liquid-eye-paint', title: 'Fresco Liquid Eye Paint', label: 'halde', kind: 'tube', code: 'EYE-FRE',
    price: 20, size: '8 ml', finish: 'matte', formula: 'base', rating: [4.2, 198], tags: ['Eyeshadow', 'Matte', 'Waterproof', 'Long-wear', 'Vegan'],
    shades: `
      Neutrals: Intonaco e6d8c8 n, Giallo Spento d3b88f w, Morellone 9d7a72 c
      Browns: Terra d’Ombra 664836 n, Terra Bruciata 8b4e34 w
      Pinks: Cinabrese c98473 w
      Greens: Verde Terra 7f8c70 n, Verdaccio 6c6d4e w
      Blues: Azzurrite 4d6f9a c, Smaltino 33487a c
      Reds: Sinopia 8c3a2b w
      Greys: Grisaille 7d7b79 c`,
    body: '<p>Fresco for lids: apply wet, work fast, and it becomes part of the wall. A tube lasts a year because four dots do two eyes.</p>',
    use: 'One colour at a time, finger or brush. You have about a minute; Giotto had a day.', with: ['iron oxides', 'silica', 'squalane'],
  },
  {
    handle: 'double-entry-pencil', title: 'Double Entry Shadow and Liner Pencil', label: 'ninth-floor', kind: 'eye-pencil', code: 'EYE-DOU',
    price: 20, size: '1.4 g', finish: 'satin', rating: [4.3, 277], tags: ['Eye pencil', 'Satin', 'Buildable', 'Vegan'],
    shades: `
      Browns: Debit 5b4232 n, Credit 8a6a51 w, Ledger Brown 3a2a22 n
      Neutrals: Carbon Copy a8988a c, Receipt dccab8 n
      Greys: Balance 5d5f63 c
      Greens: Audit 4a5643 c
      Blues: Blue Chip 2e4262 c
      Pinks: In the Pink b98380 c
      Golds: Dividend b88f50 w metallic`,
    body: '<p>Thick enough to be a shadow, fine enough on its edge to be a line. It is the one our accountants wear, and they would not have two where one will do.</p>',
    use: 'Line with the edge, fill with the flat, reconcile with a fingertip.', with: ['vegetable waxes', 'mica', 'vitamin E'],
  },
];
