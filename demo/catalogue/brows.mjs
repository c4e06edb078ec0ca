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
    body: '<p>A 1.2 mm lead for drawing hair where hair has resigned. The other end is a spoolie, firm enough to have an opinion.</p>',
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
    body: '<p>Holds a raised eyebrow for up to ten hours without turning it into a shelf. The brush is small because brows are.</p>',
    use: 'Wipe the brush once. Up at the front, along at the tail.',
    with: ['acacia gum', 'panthenol', 'mica'],
  },
];
