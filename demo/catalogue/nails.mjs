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
    body: '<p>Boil a kettle. By the time it clicks off, the second coat is dry. Thirty shades in a glass bottle with a wide brush that does most nails in two strokes and the thumb in three.</p>',
    use: 'Two thin coats. One thick coat is how rumours start.',
    with: ['plant-based ethyl acetate', 'nitrocellulose', 'silica'],
  },
];
