/** Home: candles and what else makes a room smell considered. */
export default [
  {
    handle: 'lamp-room-candle', title: 'Lamp Room Candle', label: 'rue-perdue', kind: 'candle', code: 'HOM-LMP',
    price: 48, size: '180 g', rating: [4.5, 264],
    choices: { name: 'Scent', values: [['Wet Slate', 'aeb4b0'], ['Bookbinder', 'b58f63'], ['Orangery', 'e3a75c'], ['Coal Cellar', '4d4a48']] },
    tags: ['Candle', 'Woody', 'Vegan', 'Refillable'],
    body: '<p>Named for the room where street lamps were filled. Forty-five hours of rapeseed wax and one wooden wick that talks to itself quietly.</p><p>When it is finished, bring the glass back; we fill it again for two thirds of the price.</p>',
    use: 'The first time, let it melt to the edge. Then never more than four hours at once.',
    with: ['rapeseed wax', 'cherry-wood wick', 'perfume'],
  },
  {
    handle: 'short-street-travel-candle', title: 'Short Street Travel Candle', label: 'rue-perdue', kind: 'candle', code: 'HOM-SHO',
    price: 22, size: '60 g', rating: [4.4, 198],
    choices: { name: 'Scent', values: [['Passage de la Pluie', 'cdd9d6'], ['Bookbinder', 'b58f63'], ['Orangery', 'e3a75c'], ['Wet Slate', 'aeb4b0']] },
    tags: ['Candle', 'Woody', 'Vegan', 'Gift'],
    body: '<p>Fourteen hours in a tin with a lid, for hotel rooms that smell of the previous guest’s ambitions.</p>',
    use: 'On a saucer, away from curtains. Put the lid on to put it out.', with: ['rapeseed wax', 'cotton wick', 'perfume'],
  },
  {
    handle: 'kiln-candle', title: 'Drying Floor Candle', label: 'good-grain', kind: 'candle', code: 'HOM-KLN',
    price: 32, size: '200 g', rating: [4.6, 254], tags: ['Candle', 'Spicy', 'Vegan', 'Plastic-free'],
    choices: { name: 'Scent', values: [['Toasted Barley', 'c79a61'], ['Rye and Juniper', '8f9a78'], ['Straw', 'e3cf93']] },
    body: '<p>The upper floor of the mill in September, when the grain is turned and everyone goes home smelling of biscuits. In stoneware that becomes a cup, and does, in our kitchen.</p>',
    use: 'Trim the wick to five millimetres. Wash the cup with hot water at the end.', with: ['rapeseed wax', 'cotton wick', 'stoneware'],
  },
  {
    handle: 'almanac-season-candle', title: 'Season Candle', label: 'almanac', kind: 'candle', code: 'HOM-SEA',
    price: 42, size: '190 g', rating: [4.5, 167], tags: ['Candle', 'Green', 'Vegan', 'Refillable'],
    choices: { name: 'Scent', values: [['Spring, cut grass', 'b9cf9b'], ['Summer, hay', 'e2cb7d'], ['Autumn, quince', 'd9a441'], ['Winter, spruce', '58705f']] },
    body: '<p>One of four, in amber glass. You may burn summer in January; the almanac is a suggestion.</p><p>Thirty-eight hours. Essential oils only, so the scent is honest about how far it carries: one room, door open.</p>',
    use: 'Two hours in the room you are not in, then go in.', with: ['rapeseed wax', 'cotton wick', 'essential oils'],
  },
  {
    handle: 'room-mist-wet-slate', title: 'Lamp Room Mist', label: 'rue-perdue', kind: 'mist', code: 'HOM-MST',
    sizes: [['100 ml', 36]], formula: 'perfume', rating: [4.2, 121], tags: ['Room mist', 'Fresh', 'Woody', 'Vegan'],
    choices: { name: 'Scent', values: [['Wet Slate', 'aeb4b0'], ['Bookbinder', 'b58f63'], ['Orangery', 'e3a75c']] },
    body: '<p>For the eleven minutes between the doorbell and the guests. Linen takes it well; dogs less so.</p>',
    use: 'Upwards, four times, then leave the room and come back as someone visiting.', with: ['alcohol', 'perfume'],
  },
  {
    handle: 'linen-water-lavandieres', title: 'Linen Water', label: 'rue-perdue', kind: 'flacon-flask', code: 'HOM-LIN',
    sizes: [['250 ml', 24], ['500 ml', 38]], tint: 'd5d3e2', formula: 'perfume', rating: [4.6, 143], tags: ['Linen water', 'Musk', 'Fresh'],
    body: '<p>Cité des Lavandières for sheets. A capful in the iron turns a chore into twenty minutes in 1890, without the chilblains.</p>',
    use: 'In the iron’s spray bottle or the last rinse.', with: ['lavender', 'white musk'],
  },
  {
    handle: 'scented-drawer-bars', title: 'Drawer Wax Tablets', label: 'almanac', kind: 'bar', code: 'HOM-DRW',
    price: 16, size: '2 × 40 g', formula: 'none', rating: [4.3, 19], tags: ['Home fragrance', 'Vegan', 'Plastic-free', 'Gift'],
    choices: { name: 'Scent', values: [['Cedar and Lavender', 'b8a9c4'], ['Rose and Hay', 'dba99a'], ['Orange and Clove', 'd98f3f']] },
    body: '<p>Two pressed tablets with the flowers left in. Moths dislike the cedar one, which is the highest praise a moth gives.</p>',
    use: 'Hang by the ribbon. Scratch the back with a fork in spring.', with: ['soy wax', 'dried flowers', 'essential oils'],
  },
];
