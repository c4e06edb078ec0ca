/** Face: foundation, concealer, tint, primer, powder, setting spray. */
export default [
  {
    handle: 'north-window-foundation', title: 'North Window Serum Foundation', label: 'ninth-floor', kind: 'dropper', code: 'FAC-NOR',
    price: 44, size: '30 ml', finish: 'satin', rating: [4.6, 2398], star: true,
    tags: ['Foundation', 'Satin', 'Medium coverage', 'Hydrating', 'Vegan', 'All skin types', 'Bestseller'],
    shades: `
      Fair: 100 Cool f5d7c9 c, 100 Neutral f2d4be n, 100 Warm f0d1b2 w, 110 Cool f0cbbb c, 110 Neutral ecc8af n, 110 Warm e9c5a3 w, 120 Cool e8beab c
      Light: 120 Neutral e3bb9f n, 120 Warm e0b793 w, 130 Cool deb19c c, 130 Neutral d9ae90 n, 130 Warm d6aa84 w, 140 Cool d4a48c c, 140 Neutral cea081 n, 140 Warm ca9c75 w, 150 Cool c8967e c
      Medium: 150 Neutral c39372 n, 150 Warm be8f67 w, 160 Cool bc8970 c, 160 Neutral b68665 n, 160 Warm b1825a w, 170 Cool ae7c63 c, 170 Neutral a87958 n, 170 Warm a3754d w
      Tan: 180 Cool a06f57 c, 180 Neutral 996c4c n, 180 Warm 946842 w, 190 Cool 91624b c, 190 Neutral 8a5f42 n, 190 Warm 855c38 w, 200 Cool 825641 c, 200 Neutral 7b5338 n
      Deep: 200 Warm 75502e w, 210 Cool 724a37 c, 210 Neutral 6b472f n, 210 Warm 654427 w, 220 Cool 613e31 c, 220 Neutral 5a3c29 n, 220 Warm 543921 w, 230 Cool 51332a c, 230 Neutral 4a3123 n, 230 Warm 442e1b w`,
    body: '<p>Forty-two shades in fourteen depths and three undertones, each matched on people standing at the same north window. It covers what you ask it to and lets the rest through.</p><p>Numbers are depth, words are undertone. If you are between two, you are probably Neutral; most of us are.</p>',
    use: 'Shake. Two drops, from the centre out, with fingers or a damp sponge. Wait a minute before judging the match.',
    with: ['squalane', 'niacinamide', 'silica'],
  },
  {
    handle: 'skylight-soft-matte-foundation', title: 'Skylight Soft Matte Foundation', label: 'ninth-floor', kind: 'pump', code: 'FAC-SKY',
    price: 39, size: '30 ml', finish: 'matte', rating: [4.4, 1208],
    tags: ['Foundation', 'Matte', 'Full coverage', 'Long-wear', 'Oily skin', 'Vegan'],
    shades: `
      Fair: Vellum f4d8c2 n, Chalk f3d2c3 c, Buttermilk efceae w, Bisque ebc7ae n, Rosewater e9c0ad c
      Light: Straw e3bb98 w, Linen deb598 n, Shell dbad97 c, Oatcake d5a982 w, Sand cfa282 n, Blossom cc9a82 c, Honeycomb c4966e w
      Medium: Almond be8f6e n, Petal Clay ba876e c, Amber b2835b w, Chamois ac7c5c n, Cinnamon Rose a7755c c
      Tan: Toffee 9e7049 w, Hazel 976a4b n, Sienna 92634c c, Caramel 885f3a w, Pecan 82583c n, Redwood 7c513d c
      Deep: Chestnut 724e2c w, Umber 6b482f n, Rosewood 654132 c, Molasses 5b3d23 w, Espresso 543826 n, Garnet Brown 4e3129 c, Ebony 442e1b w`,
    body: '<p>For skin that shines by eleven and would rather not. Skylight holds oil in place for about ten hours while keeping the small shadows that make a face a face.</p>',
    use: 'Half a pump, thin layers, brush first and sponge last. Powder only where you fold.',
    with: ['silica', 'niacinamide', 'zinc PCA'],
  },
  {
    handle: 'corner-light-concealer', title: 'Corner Light Concealer', label: 'ninth-floor', kind: 'liquid-lip', code: 'FAC-COR',
    price: 25, size: '7 ml', finish: 'satin', rating: [4.7, 1733], star: true,
    tags: ['Concealer', 'Satin', 'Medium coverage', 'Long-wear', 'Vegan', 'Bestseller'],
    shades: `
      Fair: 1 Paper f4d8c2 n, 2 Porcelain f2cfc0 c, 3 Cream ebc8a7 w, 4 Bisque e6bfa4 n
      Light: 5 Petal e1b5a0 c, 6 Wheat d8ad88 w, 7 Linen d1a484 n, 8 Blush Sand cb9981 c
      Medium: 9 Honey c1926a w, 10 Almond b88867 n, 11 Rose Clay b17e65 c, 12 Amber a5774f w
      Tan: 13 Hazel 9b6d4e n, 14 Sienna 93644d c, 15 Caramel 865d39 w, 16 Pecan 7c5438 n
      Deep: 17 Chestnut 734b38 c, 18 Umber 654527 w, 19 Mahogany 5b3c29 n, 20 Espresso 51342a c, 21 Ebony 442e1b w`,
    body: '<p>Thin enough for the corner of the eye, where most concealers gather to discuss the night before. One layer lifts; two layers hide.</p>',
    use: 'Dot at the inner corner and the outer lid, tap with the ring finger, wait ten seconds, tap again.',
    with: ['caffeine', 'hyaluronic acid', 'mica'],
  },
];
