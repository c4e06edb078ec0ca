/** Lips: lipsticks, liquids, glosses, pencils, balms. */
export default [
  {
    handle: 'velvet-hour-lipstick', title: 'Velvet Hour Matte Lipstick', label: 'halde', kind: 'bullet', code: 'LIP-VEL',
    price: 28, size: '3.5 g', finish: 'matte', rating: [4.7, 2312], star: true,
    tags: ['Lipstick', 'Matte', 'Long-wear', 'Vegan', 'Bestseller'],
    shades: `
      Nudes: Second Coffee a5674f w, Bare Fact c08a73 n, Paper Round b97a68 c, Understudy a8705c w, Half Past Beige c39a82 n
      Pinks: Soft Opening c97a80 c, Ballet Debt d08a8c n, Kind Regards b85c69 c, Fuchsia Tense b3305e c
      Corals: Late Apricot d0755a w, Brick Lane Sunday bf5a45 w
      Reds: Oxblood Alibi 6e1a22 c, Signal Red b3202b n, Velvet Rope 94202c c, Cinema Seat 8a1c26 w, Letterbox c22f2b w
      Berries: Blackberry Minutes 5a1e33 c, Plum Evidence 6d2a40 n, Fig Leaf Optional 7c3a47 w
      Browns: Walnut Argument 6b3a2c w, Cocoa Nib 553026 n, Old Library 7d4a38 w, Espresso Figure 41221c n, Burnt Sugar 8f5238 w`,
    body: '<p>A matte that remembers lips move. Halde mills the pigment for a day and a half, then suspends it in just enough jojoba to keep it from going chalky by lunch.</p><p>Twenty-four shades, one swipe to full colour, about seven hours before you need to think about it again.</p>',
    use: 'Start in the middle of the lower lip and work outwards. Blot once, apply once more, and leave it alone.',
    with: ['jojoba oil', 'candelilla wax', 'iron oxides'],
  },
  {
    handle: 'ninth-take-liquid-lip', title: 'Ninth Take Liquid Lipstick', label: 'maren-voss', kind: 'liquid-lip', code: 'LIP-TAK',
    price: 26, size: '5 ml', finish: 'matte', rating: [4.5, 1164], star: true,
    tags: ['Liquid lipstick', 'Matte', 'Long-wear', 'Transfer-proof'],
    shades: `
      Nudes: Prompt Box b0745f n, House Lights c4917c w, Rehearsal a9695e c
      Pinks: Standing Ovation b9475f c, Powder Room c4737c n
      Reds: Curtain Call a01923 c, Third Act 7f1620 n, Overture c0272a w
      Berries: Phantom 4e1a2c c, Mezzo 7a2a48 c, Understage 61202f w
      Browns: Stage Door 5f3226 w, Cello 74412f n, Pit Orchestra 3f211b n`,
    body: '<p>Developed for a soprano who drinks between arias. It goes on like ink, sets in forty seconds and then declines to discuss the matter until you bring oil.</p>',
    use: 'Outline with the tip, fill with the flat side, keep lips apart for forty seconds. Take it off with a balm, not with patience.',
    with: ['isododecane', 'silica', 'vitamin E'],
  },
  {
    handle: 'drizzle-lip-gloss', title: 'Drizzle Lip Gloss', label: 'petit-orage', kind: 'gloss', code: 'LIP-DRZ',
    price: 18, size: '6 ml', finish: 'gloss', rating: [4.6, 1890], star: true,
    tags: ['Lip gloss', 'Gloss', 'Hydrating', 'Vegan', 'Bestseller'],
    shades: `
      Clear: Just Rain f3e3df n sheer
      Nudes: Wet Sand d2a48d w, Milk Tea c9977f n, Puddle b27f6c c
      Pinks: Umbrella Pink e29aa0 c, Cherry Bonbon d4616f n, Forecast e7b0b0 w, Peony Static cf5f86 c
      Corals: Peach Lightning ea9a7e w, Guava Weather e2786a w
      Reds: Red Sky Delight c43b3d w
      Berries: Thunder Plum 8a3c56 c, Mulberry Front 9c4863 n`,
    body: '<p>Shine without the fly-paper. Drizzle is a thin, cushiony gloss that wears down evenly, so there is never a moment when only the outline is left.</p><p>Faintly of vanilla for about ten seconds, then of nothing.</p>',
    use: 'One coat alone, or a dot in the middle over any lipstick that feels too serious.',
    with: ['castor oil', 'hyaluronic acid', 'raspberry seed oil'],
  },
  {
    handle: 'margin-lip-pencil', title: 'Margin Lip Pencil', label: 'sel-et-suie', kind: 'lip-pencil', code: 'LIP-MRG',
    price: 16, size: '1.2 g', finish: 'matte', rating: [4.4, 702],
    tags: ['Lip pencil', 'Matte', 'Long-wear', 'Vegan'],
    shades: `
      Nudes: Footnote b07a66 n, Draft a3705e w, Erratum bd8b79 c, Blank Page c79e8a n
      Pinks: Blush Annotation b5656c c, Rosy Reference c07a78 w
      Reds: Red Ink a11f2a n, Correction b72d2a w
      Berries: Marginalia 6a2a3d c, Wine Stain 742b38 n
      Browns: Binding 6a4233 w, Old Spine 523126 n, Chapter House 875843 w`,
    body: '<p>A wooden pencil that does what a margin does: keeps things where they belong. Firm enough for a line, soft enough to colour in the whole page.</p>',
    use: 'Follow your own border first. Cheat by a millimetre at the bow if you must; nobody audits it.',
    with: ['shea butter', 'mica', 'vitamin E'],
  },
  {
    handle: 'honest-balm', title: 'Honest Lip Balm', label: 'good-grain', kind: 'balm-pot', code: 'LIP-HON',
    price: 12, size: '12 g', finish: 'sheer', rating: [4.8, 1431],
    tags: ['Lip balm', 'Sheer', 'Hydrating', 'Fragrance-free', 'Vegan'],
    shades: `
      Clear: Plain Oat efe0c9 n
      Pinks: Rosehip d99a94 w, Beet c2687a c
      Browns: Barley Malt b07f5e w`,
    body: '<p>Oat oil, rice wax and nothing that tingles. If a balm makes your lips feel busy, it is usually the balm that is busy.</p>',
    use: 'A fingertip, whenever. Overnight, a little more.',
    with: ['oat kernel oil', 'rice bran wax', 'squalane'],
  },
];
