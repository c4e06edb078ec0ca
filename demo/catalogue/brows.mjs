/** Brows: pencil, gel, powder. */
export default [
  {
    handle: 'hairline-brow-pencil', title: 'Hairline Brow Pencil', label: 'sel-et-suie', kind: 'brow-pencil', code: 'BRO-HAI',
    price: 22, size: '0.09 g', finish: 'matte', rating: [4.6, 1275], star: true,
    tags: ['Brow pencil', 'Matte', 'Long-wear', 'Vegan', 'Bestseller'],
    shades: `
      Blondes: Sand Bar b59a78 w, Flax a38a6c n, Ash Blonde 8f8070 c
      Auburns: Rust 8c5639 w, Copper Wire 7a4a34 w
      Browns: Hazel 7a5f48 n, Bark 5f4636 w, Taupe 6f6158 c, Dark Oak 46342a n
      Blacks: Raven 2c2724 c, Basalt 221f1e n
      Greys: Pewter 7c7b7a c`,
    body: '<p>A 1.2 mm lead for drawing hair where hair has resigned. The other end is a spoolie, firm enough to have an opinion.</p><ul><li>Twelve shades, including a real ash and a real grey</li><li>Stays through sport and most showers</li><li>Retracts, so the cap is a formality</li></ul>',
    use: 'Brush up, find the gaps, and fill only those with short strokes in the direction of growth.',
    with: ['hydrogenated castor oil', 'iron oxides', 'vitamin E'],
  },
  {
    handle: 'hold-that-thought-brow-gel', title: 'Hold That Thought Brow Gel', label: 'sel-et-suie', kind: 'brow-gel', code: 'BRO-HLD',
    price: 19, size: '6 ml', finish: 'satin', rating: [4.4, 688],
    tags: ['Brow gel', 'Long-wear', 'Vegan'],
    shades: `
      Clear: Nothing To Add ece8e1 n sheer
      Blondes: Straw b1966f w
      Auburns: Fox 8a5236 w
      Browns: Chestnut 6a4a38 w, Umber 4f3b30 n
      Blacks: Ink 27211f c`,
    body: '<p>Holds a raised eyebrow for up to ten hours without turning it into a shelf. The brush is small because brows are.</p><p>Five tints and one that is nothing at all. Dries in twenty seconds without flaking, which we say because the last version did.</p>',
    use: 'Wipe the brush once. Up at the front, along at the tail.',
    with: ['acacia gum', 'panthenol', 'mica'],
  },
  {
    handle: 'soft-eraser-brow-powder', title: 'Soft Graphite Brow Powder Duo', label: 'sel-et-suie', kind: 'compact', code: 'BRO-SOF',
    price: 24, size: '2.4 g', finish: 'matte', rating: [4.4, 312], tags: ['Brow powder', 'Matte', 'Buildable', 'Vegan'],
    shades: `
      Blondes: Dune b99c79 w [c9ae8b a08263], Shell Grey a0917f c [b3a492 877869]
      Auburns: Clinker 8a5539 w [a06a4b 6e412b]
      Browns: Jetty 6b5240 n [80654f 543f31], Tarred Rope 4a372c n [5f4839 372820]
      Blacks: Mussel 2d2a2b c [403b3b 1e1c1d]`,
    body: '<p>Two depths for one brow, since the front is always lighter than the tail and pretending otherwise is how brows become stamps.</p><p>Six pairs, cooler than you expect in the pan and right on the brow. Comes with half a brush, which is enough.</p>',
    use: 'Light powder at the front, dark from the arch outwards, brush through.', with: ['mica', 'rice starch', 'zinc stearate'],
  },
  {
    handle: 'micro-stroke-brow-pen', title: 'Single Hair Brow Pen', label: 'sel-et-suie', kind: 'liquid-liner', code: 'BRO-MIC',
    price: 23, size: '0.5 ml', finish: 'sheer', rating: [4.1, 455], tags: ['Brow pen', 'Sheer', 'Waterproof', 'Long-wear', 'Vegan'],
    shades: `
      Blondes: Reed a98c68 w, Sandpiper 97856f c
      Auburns: Robin 81492f w
      Browns: Wren 6d523e n, Curlew 52402f w, Otter 3f3026 n
      Blacks: Cormorant 28231f n`,
    body: '<p>A pen so fine that it draws one hair at a time, which is also how long it takes. Worth it where there is a scar, a gap or a decade of tweezers to correct.</p>',
    use: 'Flick upwards on powdered skin. Count your strokes; stop at nine.', with: ['panthenol', 'glycerin'],
  },
  {
    handle: 'brow-wax-upright', title: 'Upstanding Brow Wax', label: 'sel-et-suie', kind: 'balm-pot', code: 'BRO-WAX',
    price: 17, size: '12 g', tint: 'f0ede6', formula: 'wax', rating: [4.3, 603], tags: ['Brow wax', 'Long-wear', 'Vegan', 'Fragrance-free'],
    body: '<p>Soap brows without the soap, and without the white film in drizzle. Holds hairs where you send them until you wash your face.</p><p>A pot lasts nine months. Twelve grams look small until you see how little a brow is.</p>',
    use: 'Dry spoolie, two turns in the pot, brush up and press flat with a thumb.', with: ['carnauba wax', 'castor oil', 'acacia gum'],
  },
  {
    handle: 'understudy-brow-mascara', title: 'Body Double Fibre Brow Gel', label: 'maren-voss', kind: 'brow-gel', code: 'BRO-FIB',
    price: 25, size: '5 ml', finish: 'matte', rating: [4.2, 286], tags: ['Brow gel', 'Matte', 'Volume'],
    shades: `
      Blondes: Wig Blonde b2946c w
      Auburns: Wig Auburn 7f4b32 w
      Browns: Wig Chestnut 654634 w, Wig Brown 4a372c n
      Blacks: Wig Black 25201f n
      Greys: Wig Silver 8f8e8c c`,
    body: '<p>Tiny fibres that stand in for missing hairs, in the six colours of the Hamburg wig room. From the third row it is growth; from the first it is good work.</p>',
    use: 'Against the growth first, then with it. Wait before touching; everyone touches.', with: ['cellulose fibres', 'acacia gum', 'panthenol'],
  },
  {
    handle: 'brow-season-kit', title: 'Four Corners Brow Kit', label: 'sel-et-suie', kind: 'palette-4', code: 'BRO-KIT',
    price: 38, size: '6 g', finish: 'matte', rating: [4.5, 167], tags: ['Brow powder', 'Matte', 'Gift', 'Vegan'],
    shades: `
      Blondes: East b59a78 w [f0e6d8 c7ab86 a08462 e9d9c0]
      Browns: West 6a5040 n [efe2d3 8b6b53 5b4435 e6d2ba]
      Blacks: North 352c28 n [ead9ca 5a463a 2b2422 dfc6b0]`,
    body: '<p>Wax, two powders and a pale cream for underneath, plus tweezers that actually meet at the tip. The instructions are a drawing, in case you lose your glasses.</p>',
    use: 'Wax, powder, comb, tidy. Tweeze on another day, in daylight, sober.', with: ['carnauba wax', 'rice starch', 'mica'],
  },
  {
    handle: 'lamina-brow-serum', title: 'Patient Brow Serum', label: 'kelda', kind: 'brow-gel', code: 'BRO-SER',
    price: 38, size: '5 ml', tint: 'e5eeec', formula: 'serum', rating: [3.9, 198], tags: ['Brow care', 'Fragrance-free', 'Vegan'],
    body: '<p>For brows that were fashionable in 1999. A peptide and a lot of panthenol, applied nightly by someone who has learned from it.</p>',
    use: 'One stroke through each brow before bed. Ten weeks, with photographs.', with: ['peptides', 'panthenol', 'biotin'],
  },
  {
    handle: 'arch-support-pencil', title: 'Arch Support Brow Sculpting Pencil', label: 'maren-voss', kind: 'brow-pencil', code: 'BRO-ARC',
    price: 27, size: '0.2 g', finish: 'matte', rating: [4.5, 533], tags: ['Brow pencil', 'Matte', 'Waterproof', 'Long-wear'],
    shades: `
      Blondes: Flaxen ac9170 w, Ash 94846f c
      Auburns: Henna 7c4530 w
      Browns: Sable 594334 n, Walnut 6a4d38 w, Mink 483a31 c
      Blacks: Onyx 262120 n`,
    body: '<p>A slanted lead: the long edge fills, the short edge draws, the corner finishes. One pencil for people who used to own three.</p>',
    use: 'Underline the arch first. A brow is built from below.', with: ['hydrogenated castor oil', 'carnauba wax', 'vitamin E'],
  },
  {
    handle: 'brow-tint-week', title: 'Week Off Brow Tint', label: 'petit-orage', kind: 'brow-gel', code: 'BRO-TNT',
    price: 21, size: '6 ml', finish: 'sheer', formula: 'ink', rating: [3.7, 141], soldOut: ['BRO-TNT-002'], tags: ['Brow tint', 'Sheer', 'Waterproof', 'Vegan', 'New'],
    shades: `
      Blondes: Toast a4835f w
      Browns: Nutshell 71533d n, Coffee Grounds 4b372b n`,
    body: '<p>Paint on, peel off, and your skin keeps the shape for up to five days. Good for holidays and for mornings with small children in them.</p>',
    use: 'Two hours, or overnight on your back. Peel in one go; it is the best part.', with: ['glycerin', 'panthenol'],
  },
  {
    handle: 'ninth-floor-brow-pomade', title: 'Straight Edge Brow Pomade', label: 'ninth-floor', kind: 'balm-pot', code: 'BRO-POM',
    price: 21, size: '4 g', finish: 'matte', formula: 'wax', rating: [4.4, 364], tags: ['Brow pomade', 'Matte', 'Waterproof', 'Long-wear', 'Vegan'],
    shades: `
      Blondes: Oak Floor b0936b w, Concrete 93856f c
      Auburns: Copper Roof 864b30 w
      Browns: Cable 66503e n, Ledger 54402f w, Shaft 413128 c, Walnut Desk 6f4a35 w
      Blacks: Bitumen 26211f n
      Greys: Steel Beam 7b7c7e c`,
    body: '<p>Creamy for a minute, then not negotiable. A pot lasts a year, provided the lid goes back on, which it will not.</p>',
    use: 'Angled brush, bottom edge first, then feather upwards with what is left.', with: ['carnauba wax', 'silica', 'castor oil'],
  },
];
