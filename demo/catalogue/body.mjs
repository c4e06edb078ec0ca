/** Body: wash, soften, scrub, hands. */
export default [
  {
    handle: 'mill-bar-soap', title: 'Mill Bar Soap', label: 'good-grain', kind: 'bar', code: 'BOD-MIL',
    price: 9, size: '120 g', rating: [4.7, 806], star: true,
    choices: { name: 'Scent', values: [['Oat and Nothing', 'e3d3b4'], ['Rye and Juniper', '9fa184'], ['Barley and Smoke', '8a6b50'], ['Bran and Lemon', 'e6d383']] },
    tags: ['Soap', 'Exfoliating', 'Vegan', 'Plastic-free'],
    body: '<p>A slab of soap with milled grain through it, cut by wire and cured for six weeks on the old flour racks. Lasts a month, or three weeks with teenagers.</p><p>Wrapped in one sheet of paper, because that is what it takes.</p>',
    use: 'Wet, lather, rinse. Let it dry between showers and it will return the favour.',
    with: ['olive oil', 'coconut oil', 'milled oats'],
  },
  {
    handle: 'porridge-body-lotion', title: 'Porridge Body Lotion', label: 'good-grain', kind: 'pump', code: 'BOD-POR',
    sizes: [['100 ml', 11], ['300 ml', 22], ['600 ml refill', 36]], tint: 'eee0c6', rating: [4.7, 1208], star: true, tags: ['Body lotion', 'Hydrating', 'Fragrance-free', 'Vegan', 'Refillable', 'Bestseller'],
    body: '<p>Oat oil, oat water, oat protein. It spreads thin, dries fast, and lets you put on trousers within ninety seconds, which we timed.</p><p>No scent at all, not even the kind that is called none. Safe on shaved legs, new tattoos after a week, and small people.</p>',
    use: 'After the shower, on skin that is not quite dry.', with: ['oat kernel oil', 'glycerin', 'shea butter'],
  },
  {
    handle: 'thresher-body-scrub', title: 'Thresher Body Scrub', label: 'good-grain', kind: 'jar', code: 'BOD-THR',
    price: 24, size: '250 g', formula: 'scrub', rating: [4.5, 487], tags: ['Body scrub', 'Exfoliating', 'Vegan', 'Plastic-free'],
    choices: { name: 'Scent', values: [['Unscented', 'd9c39a'], ['Rye and Juniper', '9fa184'], ['Bran and Lemon', 'e6d383']] },
    body: '<p>Sugar for the slope, bran for the polish. It leaves a little oil behind on purpose, and the shower slightly dangerous, not on purpose.</p>',
    use: 'On wet skin, upward circles, once a week. Hold on to something.', with: ['sunflower oil', 'rye bran', 'vitamin E'],
  },
  {
    handle: 'winter-store-body-butter', title: 'Winter Store Body Butter', label: 'good-grain', kind: 'jar', code: 'BOD-WIN',
    sizes: [['75 ml', 13], ['200 ml', 27]], tint: 'f1e6cf', rating: [4.6, 566], tags: ['Body butter', 'Hydrating', 'Barrier repair', 'Vegan', 'Dry skin'],
    body: '<p>What the miller’s family used, minus the goose. Shea, barley and cocoa, whipped until it stands, for shins that look like maps.</p>',
    use: 'At night, then socks. The socks are part of it.', with: ['shea butter', 'cocoa butter', 'barley extract'],
  },
  {
    handle: 'rain-barrel-shower-gel', title: 'Rain Barrel Shower Gel', label: 'good-grain', kind: 'pump', code: 'BOD-RAI',
    sizes: [['300 ml', 14], ['600 ml refill', 22]], formula: 'wash', rating: [4.4, 731], tags: ['Shower gel', 'Vegan', 'Refillable'],
    choices: { name: 'Scent', values: [['Oat and Nothing', 'eadfc8'], ['Rye and Juniper', 'b9bd9f'], ['Barley and Smoke', 'b2936f']] },
    body: '<p>A mild wash in three moods: none, forest, and a bonfire someone else is minding. The refill comes in a pouch that weighs less than a letter.</p>',
    use: 'A pump on a cloth, not on the floor.', with: ['coco-glucoside', 'barley extract', 'glycerin'],
  },
  {
    handle: 'mill-hand-cream', title: 'Mill Hand Cream', label: 'good-grain', kind: 'tube', code: 'BOD-HAN',
    sizes: [['30 ml', 8], ['75 ml', 14]], rating: [4.7, 1644], star: true, tags: ['Hand cream', 'Hydrating', 'Vegan', 'Bestseller'],
    choices: { name: 'Scent', values: [['Oat and Nothing', 'eadfc8'], ['Rye and Juniper', '9fa184'], ['Bran and Lemon', 'e6d383']] },
    body: '<p>Absorbs before the phone rings. The aluminium tube curls up as you use it, so you always know how much winter is left.</p><p>Three scents, two sizes. The small one passes airport security and is the reason we know.</p>',
    use: 'A hazelnut on the backs of the hands, rubbed together back to back. Palms get the rest.', with: ['oat kernel oil', 'glycerin', 'beeswax-free wax'],
  },
  {
    handle: 'foot-of-the-stairs-cream', title: 'Long Walk Foot Cream', label: 'good-grain', kind: 'tube', code: 'BOD-FOT',
    sizes: [['75 ml', 15]], tint: 'd5d9bd', rating: [4.5, 402], tags: ['Foot cream', 'Hydrating', 'Vegan', 'Dry skin'],
    body: '<p>Fifteen per cent urea, rosemary, and no mention of romance. Heels forgive you in about a week.</p><p>Does not slip on tiles, an improvement over the earlier recipe, which did.</p>',
    use: 'Every night for seven nights, then Sundays.', with: ['urea', 'shea butter', 'menthol'],
  },
  {
    handle: 'straw-dry-oil', title: 'Straw Dry Body Oil', label: 'good-grain', kind: 'mist', code: 'BOD-STR',
    sizes: [['100 ml', 26]], tint: 'e6c878', formula: 'oil', rating: [4.4, 289], tags: ['Body oil', 'Hydrating', 'Vegan'],
    body: '<p>Pressed from bran, filtered through straw, light enough to mist. Your legs shine as if they had been told something nice.</p>',
    use: 'Two bursts per limb, hands over it, dress.', with: ['rice bran', 'sunflower oil', 'vitamin E'],
  },
  {
    handle: 'salt-and-oat-bath', title: 'Salt and Oat Bath', label: 'good-grain', kind: 'jar', code: 'BOD-BAT',
    sizes: [['80 g', 6], ['500 g', 24]], tint: 'ece3cf', formula: 'none', rating: [4.6, 231], tags: ['Bath', 'Soothing', 'Vegan', 'Plastic-free', 'Sensitive skin'],
    body: '<p>Sea salt from the Øresund and colloidal oats. Turns a bath cloudy, skin quiet and plans vague.</p><p>The small bag is one bath; the large one is a winter. Kind to children, eczema and the drain.</p>',
    use: 'Two handfuls under the running tap. Twenty minutes, door locked.', with: ['sea salt', 'oat flour'],
  },
  {
    handle: 'deodorant-stick-plain-dealing', title: 'Plain Dealing Deodorant', label: 'good-grain', kind: 'stick', code: 'BOD-DEO',
    price: 13, size: '50 g', formula: 'balm', rating: [3.9, 818], tags: ['Deodorant', 'Vegan', 'Plastic-free', 'Refillable'],
    choices: { name: 'Scent', values: [['Oat and Nothing', 'eadfc8'], ['Rye and Juniper', '9fa184'], ['Bran and Lemon', 'e6d383']] },
    body: '<p>A deodorant, not an antiperspirant, and we will not blur the two. Zinc and rice starch handle smell for a full day and damp for most of it.</p>',
    use: 'Two strokes. Let it warm for a second first.', with: ['zinc', 'rice starch', 'coconut oil'],
  },
  {
    handle: 'shampoo-bar-furrow', title: 'Furrow Shampoo Bar', label: 'good-grain', kind: 'bar', code: 'BOD-SHA',
    price: 12, size: '85 g', rating: [4.2, 544], formula: 'soap', tags: ['Hair', 'Vegan', 'Plastic-free'],
    choices: { name: 'Hair', values: [['Fine', 'e5dcb6'], ['Dry or curly', 'c79c6f'], ['Scalp first', 'a9b79b']] },
    body: '<p>Sixty washes in something the size of a biscuit. There is an awkward week in which your hair finds out; it gets over it.</p>',
    use: 'Lather in the hands, not on the head. Rinse twice.', with: ['barley extract', 'coconut oil', 'panthenol'],
  },
  {
    handle: 'conditioner-bar-fallow', title: 'Fallow Conditioner Bar', label: 'good-grain', kind: 'bar', code: 'BOD-CON',
    price: 13, size: '70 g', tint: 'ead7b8', formula: 'emulsion', rating: [4.1, 298], tags: ['Hair', 'Hydrating', 'Vegan', 'Plastic-free'],
    body: '<p>The field gets a rest; so do your ends. Stroke it on like a plane on wood and comb with your fingers.</p>',
    use: 'Lengths only, two minutes, cool rinse.', with: ['oat kernel oil', 'cocoa butter', 'panthenol'],
  },
  {
    handle: 'april-shower-oil', title: 'April Shower Oil', label: 'almanac', kind: 'pump', code: 'BOD-APR',
    sizes: [['200 ml', 24]], tint: 'dfcf8c', formula: 'oil', rating: [4.5, 212], tags: ['Shower gel', 'Hydrating', 'Vegan', 'Dry skin'],
    body: '<p>April: birch buds, first nettles, weather of all kinds before lunch. An oil that turns to milk under water and leaves skin as if you had already used lotion.</p>',
    use: 'On wet skin. Rinse the tub afterwards, as one does with spring.', with: ['birch buds', 'almond oil', 'sunflower oil'],
  },
  {
    handle: 'june-muscle-rub', title: 'June Arnica Body Oil', label: 'almanac', kind: 'dropper', code: 'BOD-JUN',
    sizes: [['50 ml', 21], ['100 ml', 34]], tint: 'd6a23a', formula: 'oil', rating: [4.6, 367], tags: ['Body oil', 'Soothing', 'Vegan'],
    body: '<p>June: arnica from a meadow you reach by funicular and then by complaining. For calves, shoulders and whatever gardening was.</p>',
    use: 'Rub in slowly. The slowness is half of it.', with: ['arnica', 'sunflower oil', 'menthol'],
  },
  {
    handle: 'body-mist-petit-orage', title: 'Light Shower Body Mist', label: 'petit-orage', kind: 'mist', code: 'BOD-MIS',
    sizes: [['100 ml', 19]], formula: 'perfume', rating: [4.0, 266], tags: ['Body mist', 'Fresh', 'Fruity', 'Vegan'],
    choices: { name: 'Scent', values: [['Peach Skin', 'f2c3a1'], ['Wet Grass', 'c9dca8'], ['Sugared Air', 'f3d3dd']] },
    body: '<p>Three small weathers for after gym, before dates and instead of decisions. Gone by noon, so you can be someone else in the afternoon.</p>',
    use: 'Arms out, walk through it.', with: ['aloe', 'perfume'],
  },
  {
    handle: 'body-tint-leg-work', title: 'Leg Work Body Foundation', label: 'maren-voss', kind: 'tube', code: 'BOD-LEG',
    price: 32, size: '100 ml', finish: 'satin', formula: 'base', rating: [4.1, 187], tags: ['Body tint', 'Satin', 'Waterproof', 'Long-wear'],
    shades: `
      Fair: Corps de Ballet e7c8b0 n
      Light: Pointe d4a985 w
      Medium: Barre b28460 n
      Tan: Arabesque 8c6143 w
      Deep: Grand Jeté 5e4030 n, Finale 432e25 c`,
    body: '<p>What dancers use so that fourteen pairs of legs look like one idea. Survives sweat, tulle and white trousers.</p><p>Comes off with soap when you decide, not when the rain does.</p>',
    use: 'Thin coats with a mitt, two minutes between them. Blend at ankle and wrist.', with: ['silica', 'glycerin', 'mica'],
  },
  {
    handle: 'gift-grain-box', title: 'Grain Box', label: 'good-grain', kind: 'mask-box', code: 'BOD-BOX',
    formula: 'none', rating: [4.7, 143], tags: ['Set', 'Gift', 'Vegan', 'Plastic-free'],
    sizes: [['Two pieces', 22], ['Four pieces', 39, 45]],
    choices: { name: 'Scent', values: [['Oat and Nothing', 'e3d3b4'], ['Rye and Juniper', '9fa184'], ['Bran and Lemon', 'e6d383']] },
    body: '<p>Soap and hand cream, or soap, hand cream, lotion and scrub, in a box made of the same bran. When it is empty, soak it and bury it; something may come up.</p>',
    use: 'Give. Keep the receipt for nobody.', with: ['bran board', 'paper tape'],
    parts: ({ choice, size }) => [
      { handle: 'mill-bar-soap', choice }, { handle: 'mill-hand-cream', choice, size: size === 'Two pieces' ? '75 ml' : '30 ml' },
      ...(size === 'Four pieces' ? [{ handle: 'porridge-body-lotion', size: '100 ml' },
        { handle: 'thresher-body-scrub', choice: choice === 'Oat and Nothing' ? 'Unscented' : choice }] : []),
    ],
  },
];
