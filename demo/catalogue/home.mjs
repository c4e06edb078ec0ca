/** Home: candles and what else makes a room smell considered. */
export default [
  {
    handle: 'lamp-room-candle', title: 'Lamp Room Candle', label: 'rue-perdue', kind: 'candle', code: 'HOM-LMP',
    price: 48, size: '180 g', rating: [4.5, 264],
    choices: { name: 'Scent', values: [['Wet Slate', 'aeb4b0'], ['Bookbinder', 'b58f63'], ['Orangery', 'e3a75c'], ['Coal Cellar', '4d4a48']] },
    tags: ['Candle', 'Woody', 'Vegan', 'Refillable'],
    body: '<p>Named for the room where street lamps were filled. Forty-five hours of rapeseed wax and one wooden wick that talks to itself quietly.</p>',
    use: 'The first time, let it melt to the edge. Then never more than four hours at once.',
    with: ['rapeseed wax', 'cherry-wood wick', 'perfume'],
  },
];
