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
    body: '<p>Sifted eleven times, pressed once, gently. The powder lifts like pollen and lands without an edge, which is why people who are afraid of blush keep buying it.</p><ul><li>Compact refills in one click</li><li>Mirror large enough for a whole cheek</li></ul>',
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
    body: '<p>The flush of having caught the train, without the train. Cream that melts at skin temperature and sets to something nobody can identify as make-up.</p>',
    use: 'Two dots per cheek. Use fingers; they are warm and free.',
    with: ['jojoba esters', 'rose hip oil', 'silica'],
  },
];
