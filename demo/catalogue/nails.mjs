/** Nails: lacquer, base and top coats, care. */
export default [
  {
    handle: 'kettle-dry-lacquer', title: 'Kettle Dry Nail Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-KET',
    price: 13, size: '11 ml', finish: 'gloss', rating: [4.5, 1377], star: true,
    tags: ['Nail lacquer', 'Gloss', 'Quick-dry', 'Vegan', 'Bestseller'],
    shades: `
      Nudes: Office Hours d9b8a5 n, Second Skin c99f8a w, Envelope e5cfc0 n, Chai b98567 w
      Pinks: Small Talk e8b4b8 c, Bubble Economy de7f95 c, Rosé Not Pink cf8a86 w, Neon Receipt e0447c c
      Reds: Elevator Red b5121f n, Postbox c4272a w, Oxblood 5f141d c, Tomato On Purpose d23d2b w
      Corals: Spritz e9714f w, Shrimp Fork ee8f78 w
      Berries: Black Cherry 43121f c, Jam Session 7a1f3d n, Beetroot Logic 8a1f4e c
      Browns: Mocha Deadline 6a4335 w, Toffee Meeting 9a6544 w
      Greens: Pool Table 1f5a45 c, Pistachio Ltd b3c79a w, Olive Branch 6b6c3a w
      Blues: Blue Monday 24427e c, Tiled Pool 5aa0b8 c, Ballpoint 2b2f6b c
      Purples: Lilac Notice b59cc4 c, Aubergine Emoji 3d2240 c
      Greys: Wet Pavement 6f7376 c, Concrete Evidence a9a7a3 n
      Blacks: Piano Key 15151a n`,
    body: '<p>Boil a kettle. By the time it clicks off, the second coat is dry. Thirty shades in a glass bottle with a wide brush that does most nails in two strokes and the thumb in three.</p><ul><li>Free of twelve things you would not miss</li><li>Opaque in two coats, the neons in three</li><li>Square bottle, so it stays where you set it down</li></ul>',
    use: 'Two thin coats. One thick coat is how rumours start.',
    with: ['plant-based ethyl acetate', 'nitrocellulose', 'silica'],
  },
  {
    handle: 'thin-ice-sheer-lacquer', title: 'Thin Ice Sheer Nail Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-THI',
    price: 13, size: '11 ml', finish: 'sheer', rating: [4.3, 402], tags: ['Nail lacquer', 'Sheer', 'Quick-dry', 'Vegan'],
    shades: `
      Clear: Window f3ebe6 n
      Nudes: Bath Water e9d2c5 n, Tracing Paper e6d6c8 w, Weak Tea d2ac8e w, Bare Wall c9a48f n
      Pinks: Blush Response eabfbe c, Plaster Pink dfa9a3 n, Inner Ear e8b3a5 w, Jelly Shoe e093a3 c
      Berries: Stained Glass a0506a c
      Greys: Breath c9c8c8 c`,
    body: '<p>One coat is clean nails. Two coats are clean nails with a secret. At three you should have bought another colour.</p><p>Eleven shades from nothing to stained glass. Grows out without a line, so a manicure lasts until you notice it.</p>',
    use: 'Wide strokes, no base needed. Flaws vanish because nobody can find the edge.', with: ['plant-based ethyl acetate', 'silica'],
  },
  {
    handle: 'matte-finish-line-lacquer', title: 'Blackboard Matte Nail Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-BLA',
    price: 14, size: '11 ml', finish: 'matte', rating: [4.1, 219], tags: ['Nail lacquer', 'Matte', 'Vegan'],
    shades: `
      Nudes: Chalk Dust ded3c8 n, Biscuit Tin c6a184 w
      Pinks: Detention Rose c0707c c
      Reds: Marker 9d2027 n, Gym Floor a8442f w
      Berries: Dried Inkwell 50203a c
      Browns: Satchel 74482f w
      Greens: Board 2f4a3d c, Moss Wall 66694a w
      Blues: Uniform 27344f c
      Greys: Slate 55585c c, Eraser a29b98 n
      Blacks: Full Marks 1b1a1c n`,
    body: '<p>Dries flat, like slate, and shows off the shape instead of the shine. Hand cream undoes it for a minute; it comes back.</p>',
    use: 'Two coats, no top coat, unless you enjoy contradiction.', with: ['silica', 'nitrocellulose'],
  },
  {
    handle: 'foil-blanket-metallic-lacquer', title: 'Foil Blanket Metallic Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-FOI',
    price: 15, size: '11 ml', finish: 'metallic', rating: [4.0, 146], tags: ['Nail lacquer', 'Metallic', 'Vegan'],
    shades: `
      Golds: Marathon c8a255 w, Emergency Gold b88c3f w
      Greys: Space Age a9adb3 c, Radiator 86898c c
      Pinks: Rose Chassis cb9087 w
      Browns: Two Pence 8c5635 w
      Greens: Beetle 3f6b55 c
      Blues: Bonnet 35567f c
      Purples: Oil Slick 584a72 c`,
    body: '<p>Milled flakes that lie down flat, so it looks like metal and not like glitter with ambitions. Remarkable on short nails.</p>',
    use: 'One direction only, cuticle to tip. Metal shows brush marks; so does honesty.', with: ['aluminium flakes', 'silica'],
  },
  {
    handle: 'small-weather-glitter-lacquer', title: 'Small Weather Shimmer Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-SMA',
    price: 14, size: '11 ml', finish: 'shimmer', rating: [4.2, 173], tags: ['Nail lacquer', 'Shimmer', 'Vegan'],
    shades: `
      Nudes: Dew e5d0c3 n, Sandstorm c8a581 w
      Pinks: Cirrus e6b9bf c, Sundown dd8f83 w
      Berries: Aurora 8b3f66 c
      Greens: Hoarfrost a9bfae c
      Blues: First Snow bfd0de c, Night Rain 34456b c
      Purples: Twilight Bank 7e6b99 c
      Greys: Drizzle Bank a5a8ad c`,
    body: '<p>Ten skies. The pearl is biodegradable and so fine that it looks like depth first and sparkle only on the bus, in the sun, when you are holding the rail.</p>',
    use: 'Alone in two coats, or one over anything.', with: ['mica', 'cellulose pearl'],
  },
  {
    handle: 'long-lunch-gel-lacquer', title: 'Long Lunch Gel-Effect Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-LNG',
    price: 17, size: '12 ml', finish: 'gloss', rating: [4.4, 588], star: true, tags: ['Nail lacquer', 'Gloss', 'Long-wear', 'Vegan', 'New'],
    shades: `
      Nudes: Napkin e6d3c3 n, Breadstick d0a67f w, Brioche c38f66 w, Oyster d5c0b5 c
      Pinks: Taramasalata e7a59b w, Rhubarb d0647a c, Prosciutto d98a86 n
      Reds: House Red 7c1624 c, Negroni c7372a w, Tomato Salad cf3f2e w, Lobster Bib c02332 n
      Corals: Aperol eb6a3a w, Melon f0a07c w
      Berries: Sour Cherry 6b1630 c, Kir Royale 9a2a55 c
      Browns: Ragù 7a3b2a w, Double Espresso 3f271f n
      Greens: Artichoke 6f7c55 w, Chartreuse b9bf4e w, Basil 2f5c40 c
      Blues: Mussels 26314f c, Fish Knife 7d97ab c
      Purples: Fig 4f2d48 c
      Blacks: Squid Ink 141318 n`,
    body: '<p>Ten days without a lamp, in twenty-four colours taken from one lunch that ran until six. Comes off with ordinary remover, unlike the lunch.</p><p>Wide brush with a rounded end, which follows the moon of the nail by itself. The bottle is heavy on purpose.</p>',
    use: 'Two coats, then the Full Stop top coat. Stay away from hot water for an hour; order dessert.', with: ['plant-based ethyl acetate', 'nitrocellulose'],
  },
  {
    handle: 'minus-ten-french-set', title: 'Understated French Set', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-FRE',
    price: 26, was: 30, size: '3 × 8 ml', finish: 'gloss', rating: [4.3, 118], tags: ['Set', 'Gloss', 'Gift', 'Vegan'],
    shades: `
      Nudes: Milk and Linen ead9cd n, Almond and Cream dab99c w, Cocoa and Rose 9a6a56 n`,
    body: '<p>A base, a tip and a top, in three skin depths, because “nude” in one pot was never going to do. The tip brush is four millimetres wide and does the curve for you.</p>',
    use: 'Base on the nail, tip in one sweep from side to side, top over both.', with: ['plant-based ethyl acetate', 'silica'],
  },
  {
    handle: 'ground-coat', title: 'Ground Coat Ridge-Filling Base', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-GRO',
    price: 14, size: '11 ml', tint: 'f2e2d8', formula: 'lacquer', rating: [4.5, 497], tags: ['Base coat', 'Strengthening', 'Vegan'],
    body: '<p>Plaster before paint. Fills ridges, stops red from staining, and on its own makes nails look as if somebody looks after them.</p><p>Dries matte so the colour can hold on. Smooths ridges in one coat, two after a hard winter.</p>',
    use: 'One coat under colour. Let it go dull before you continue.', with: ['silica', 'keratin', 'vitamin E'],
  },
  {
    handle: 'full-gloss-top-coat', title: 'Last Word Top Coat', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-LAS',
    price: 14, size: '11 ml', formula: 'lacquer', rating: [4.7, 1180], star: true, tags: ['Top coat', 'Quick-dry', 'Vegan', 'Bestseller'],
    choices: { name: 'Finish', values: [['Glass', 'f3efec'], ['Matte', 'e4e0dc']] },
    body: '<p>Dry to the touch in fifty seconds, dry to the handbag in four minutes. Available in shiny and in not.</p><p>Goes thick after about forty manicures, like all quick-dry coats. A drop of thinner from the counter, free, and it is young again.</p>',
    use: 'Over the edge of the nail as well; that is where chips begin arguments.', with: ['nitrocellulose', 'silica'],
  },
  {
    handle: 'rescue-nail-oil', title: 'Apology Cuticle Oil', label: 'dix-doigts', kind: 'dropper', code: 'NAI-APO',
    sizes: [['8 ml', 12]], tint: 'eacb83', formula: 'oil', rating: [4.6, 623], tags: ['Nail care', 'Hydrating', 'Vegan'],
    body: '<p>For everything you have done to your cuticles, and for what you will do in the next meeting. Apricot, argan, accepted.</p><p>The dropper is slow on purpose. A bottle lasts about four months of regret.</p>',
    use: 'A drop on each nail, massaged in during something long.', with: ['argan oil', 'almond oil', 'vitamin E'],
  },
  {
    handle: 'polite-remover', title: 'Polite Nail Lacquer Remover', label: 'dix-doigts', kind: 'flacon-flask', code: 'NAI-POL',
    sizes: [['100 ml', 9], ['250 ml refill', 16]], tint: 'dfe3ee', formula: 'none', rating: [4.2, 388], tags: ['Nail care', 'Vegan', 'Refillable'],
    body: '<p>No acetone, hardly any smell, and it still takes off two coats of red before the kettle boils. Yes, the kettle again.</p>',
    use: 'Soak, press, count to eight, pull towards the tip.', with: ['dimethyl glutarate', 'glycerin'],
  },
  {
    handle: 'nail-hardener-backbone', title: 'Backbone Nail Strengthener', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-BAC',
    price: 16, size: '11 ml', tint: 'f3ddd6', formula: 'lacquer', rating: [4.0, 256], tags: ['Nail care', 'Strengthening', 'Vegan'],
    body: '<p>Bamboo silica and keratin for nails that fold under pressure. Three weeks, a coat every other day, and no formaldehyde at any point.</p>',
    use: 'On bare nails. Remove once a week and start again.', with: ['silica', 'keratin', 'biotin'],
  },
  {
    handle: 'glass-file', title: 'Glass Nail File in a Sleeve', label: 'dix-doigts', kind: 'pouch', code: 'NAI-FIL',
    price: 11, formula: 'none', rating: [4.8, 341], tags: ['Nail tool', 'Plastic-free'],
    choices: { name: 'Sleeve', values: [['Grey felt', '8d8f90'], ['Oxblood felt', '6b1f26'], ['Oat felt', 'dccfb8']] },
    body: '<p>Bohemian glass, etched rather than coated, so it never goes blunt, in a felt sleeve so it never goes through a pocket. It will outlive several manicures and at least one relationship.</p>',
    use: 'Long strokes, one direction. Rinse under the tap.', with: ['tempered glass', 'wool felt'],
  },
  {
    handle: 'second-kettle-cream-lacquer', title: 'Still Life Cream Nail Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-STI',
    price: 13, size: '11 ml', finish: 'cream', rating: [4.4, 361], tags: ['Nail lacquer', 'Cream', 'Quick-dry', 'Vegan'],
    shades: `
      Nudes: Eggshell ece0d1 n, Pear Skin d6c196 w, Bread Board cda780 w, Clay Jug bb8d72 n, Onion dcb196 w
      Pinks: Radish d1566f c, Peony Dropped e6a3b1 c, Ham d98d8a n
      Corals: Salmon Trout ec8d72 w, Persimmon df6433 w
      Reds: Pomegranate a31b2d c, Cooked Lobster c73425 w, Cherries in Bowl 8a1626 n
      Berries: Black Grapes 3f1f33 c, Beet Cut 7e1f48 c
      Greens: Lime Peel a9b554 w, Wine Bottle 25462f c, Artichoke Heart a9ae86 w
      Blues: Delft 2f5596 c, Pewter Blue 74889a c
      Yellows: Lemon Half e9cf4f w, Butter Dish efdc9b w
      Greys: Oyster Knife 9ea1a2 c
      Blacks: Background 1f1a19 n`,
    body: '<p>Twenty-four opaque creams from one Dutch table, including the background. Dense enough for a single coat if your hand is steady and your standards are reasonable.</p>',
    use: 'One generous coat, or two thin ones. Leave the last millimetre at the skin free; that is the frame.', with: ['plant-based ethyl acetate', 'nitrocellulose', 'silica'],
  },
  {
    handle: 'commute-mini-lacquer', title: 'Commute Mini Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-COM',
    price: 7, size: '5 ml', finish: 'gloss', rating: [4.3, 529], tags: ['Nail lacquer', 'Gloss', 'Quick-dry', 'Vegan', 'Gift'],
    shades: `
      Nudes: Line 1 d8b39c n, Line 12 c1946f w
      Pinks: Line 4 dd7b92 c, Line 7 e9b3bd c
      Reds: Line 2 bb1f2c n, Line 8 8c1524 c
      Corals: Line 5 e8714a w
      Greens: Line 6 3c7a56 c
      Blues: Line 13 4f8fb5 c, Line 3 25407e c
      Purples: Line 14 6a4b8c c
      Browns: Line 11 6f4530 w`,
    body: '<p>Five millilitres is thirty nails, or one long-distance relationship. Twelve lines, as on a map, and no, there is no Line 9; there are works.</p>',
    use: 'At home. We know what it is called, but please, at home.', with: ['plant-based ethyl acetate', 'nitrocellulose'],
  },
  {
    handle: 'winter-timetable-lacquer', title: 'Winter Timetable Nail Lacquer', label: 'dix-doigts', kind: 'nail-lacquer', code: 'NAI-WIN',
    price: 14, was: 17, size: '11 ml', finish: 'gloss', rating: null, tags: ['Nail lacquer', 'Gloss', 'Quick-dry', 'Vegan', 'New'],
    shades: `
      Reds: 06:12 Still Dark 4a0f18 c, 17:40 Brake Light c01b28 n
      Berries: 07:05 Thermos 6a1f38 c, 16:20 Mulled 7a2236 n
      Browns: 08:31 Wool Coat 6b4a38 w, 12:00 Chestnut 8a5434 w
      Greens: 09:15 Spruce 234a3a c
      Blues: 15:55 Blue Hour 2c3f6e c, 23:58 Last Tram 1b2238 c
      Greys: 10:47 Slush a5a8aa c
      Golds: 18:30 Window Display c29a4e w metallic
      Neutrals: 11:11 Frosted Glass e6e1dc n`,
    body: '<p>Twelve colours for a December day, each with the minute it was seen at. When the days get longer we stop making them.</p>',
    use: 'Two coats. The 23:58 covers in one.', with: ['plant-based ethyl acetate', 'nitrocellulose', 'silica'],
  },
];
