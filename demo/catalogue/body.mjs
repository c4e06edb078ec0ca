/** Body: wash, soften, scrub, hands. */
export default [
  {
    handle: 'mill-bar-soap', title: 'Mill Bar Soap', label: 'good-grain', kind: 'bar', code: 'BOD-MIL',
    price: 9, size: '120 g', rating: [4.7, 806], star: true,
    choices: { name: 'Scent', values: [['Oat and Nothing', 'e3d3b4'], ['Rye and Juniper', '9fa184'], ['Barley and Smoke', '8a6b50'], ['Bran and Lemon', 'e6d383']] },
    tags: ['Soap', 'Exfoliating', 'Vegan', 'Plastic-free'],
    body: '<p>A slab of soap with milled grain through it, cut by wire and cured for six weeks on the old flour racks. Lasts a month, or three weeks with teenagers.</p>',
    use: 'Wet, lather, rinse. Let it dry between showers and it will return the favour.',
    with: ['olive oil', 'coconut oil', 'milled oats'],
  },
];
