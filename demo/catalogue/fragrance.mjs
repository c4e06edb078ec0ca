/** Fragrance: eaux de parfum, colognes, oils. */
export default [
  {
    handle: 'rue-des-teinturiers', title: 'Rue des Teinturiers Eau de Parfum', label: 'rue-perdue', kind: 'flacon-tall', code: 'FRA-TEI',
    sizes: [['10 ml', 32], ['50 ml', 98], ['100 ml', 148]], tint: 'c9a15a', rating: [4.6, 417], star: true,
    tags: ['Eau de parfum', 'Woody', 'Spicy', 'Refillable'],
    body: '<p>The dyers’ street, demolished in 1866. Saffron, wet wool, copper vats, and at the end of it a single open door with oranges on the table.</p>',
    use: 'Wrists and the back of the neck. It opens loud and is quiet within the hour.',
    with: ['saffron', 'cedar', 'bitter orange'],
  },
  {
    handle: 'impasse-du-jasmin', title: 'Impasse du Jasmin Eau de Parfum', label: 'rue-perdue', kind: 'flacon-round', code: 'FRA-JAS',
    sizes: [['10 ml', 32], ['50 ml', 98], ['100 ml', 148]], tint: 'f0e2b0', rating: [4.7, 533],
    tags: ['Eau de parfum', 'Floral', 'Green', 'Refillable'],
    body: '<p>A dead end with one wall of jasmine and somebody’s washing. White flowers with the soap left in, and a green stem snapped at the start.</p>',
    use: 'One spray on a scarf lasts a week; on skin, an evening.',
    with: ['jasmine sambac', 'galbanum', 'white musk'],
  },
  {
    handle: 'quai-aux-fleurs-cologne', title: 'Quai aux Fleurs Cologne', label: 'rue-perdue', kind: 'flacon-flask', code: 'FRA-QUA',
    sizes: [['100 ml', 72], ['250 ml', 118]], tint: 'dfe8c3', rating: [4.4, 301],
    tags: ['Cologne', 'Citrus', 'Green'],
    body: '<p>The flower market at five in the morning, hosed down. Petitgrain, fig leaf, cold stone. Splash generously; it was never meant to outlast lunch.</p>',
    use: 'By the handful after a shower, or decanted into something small for trains.',
    with: ['petitgrain', 'fig leaf accord', 'neroli'],
  },
];
