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
    body: '<p>Forty-two shades in fourteen depths and three undertones, each matched on people standing at the same north window. It covers what you ask it to and lets the rest through.</p><p>Numbers are depth, words are undertone. If you are between two, you are probably Neutral; most of us are.</p><ul><li>Light to medium coverage, in layers</li><li>Eight hours; ten with a little powder</li><li>Wrong shade? Bring it back within sixty days, opened</li></ul>',
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
      Tan: Toffee 9e7049 w, Hazel 976a4b n, Sienna Rose 92634c c, Caramel 885f3a w, Pecan 82583c n, Redwood 7c513d c
      Deep: Chestnut 724e2c w, Umber 6b482f n, Rosewood 654132 c, Molasses 5b3d23 w, Espresso 543826 n, Garnet Brown 4e3129 c, Ebony 442e1b w`,
    body: '<p>For skin that shines by eleven and would rather not. Skylight holds oil in place for about ten hours while keeping the small shadows that make a face a face.</p><p>Thirty shades. Sits well over sunscreen and under a mask, and photographs without a flash halo.</p>',
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
    body: '<p>Thin enough for the corner of the eye, where most concealers gather to discuss the night before. One layer lifts; two layers hide.</p><p>Twenty-one shades, in the same order as the lift buttons. For under the eye choose one floor up; for spots, your own.</p>',
    use: 'Dot at the inner corner and the outer lid, tap with the ring finger, wait ten seconds, tap again.',
    with: ['caffeine', 'hyaluronic acid', 'mica'],
  },
  {
    handle: 'seta-serum-foundation', title: 'Seta Powder-Light Foundation', label: 'tamis', kind: 'pump', code: 'FAC-SET',
    price: 46, size: '30 ml', finish: 'satin', formula: 'base', rating: [4.5, 588],
    tags: ['Foundation', 'Satin', 'Light coverage', 'Buildable', 'Refillable'],
    shades: `
      Fair: Riso f4d8bb w, Gesso f1d1ba n, Marmo Rosa eec9b8 c, Crema e8c3a1 w
      Light: Mandorla e3bb9f n, Seta dfb19c c, Miele Chiaro d7ab85 w, Biscotto d0a383 n, Cipria cb9981 c
      Medium: Nocciola c2936b w, Sabbia bb8b6a n, Argilla Rosa b58269 c, Ambra aa7c54 w, Caramello a27354 n
      Tan: Terra 9b6b53 c, Cannella 90653f w, Castagna 885d40 n, Mattone 805540 c
      Deep: Cacao 744f2e w, Noce 6b482f n, Mogano 634031 c, Caffè 573b22 w, Tabacco 4e3424 n, Ebano 462c26 c`,
    body: '<p>A liquid that turns to powder on contact, by way of something in between that feels like the inside of a glove. Twenty-four shades, named after things found in a Milanese kitchen, workshop or quarry.</p><p>Weightless rather than absent: light cover, even tone, and a satin finish that does not need powder because it is powder.</p>',
    use: 'One pump for the whole face, buffed with a dense brush before it changes its mind.',
    with: ['silk-grade mica', 'squalane', 'silica'],
  },
  {
    handle: 'curtain-full-coverage-foundation', title: 'Safety Curtain Full Coverage Foundation', label: 'maren-voss', kind: 'jar', code: 'FAC-CUR',
    price: 48, size: '25 ml', finish: 'cream', formula: 'cream', rating: [4.3, 341],
    tags: ['Foundation', 'Cream', 'Full coverage', 'Long-wear', 'Waterproof'],
    shades: `
      Fair: Act 1 f4d8bb w, Act 2 f3d1c2 c, Act 3 eeccb4 n, Act 4 eac6a5 w, Act 5 e8beab c
      Light: Act 6 e1b99c n, Act 7 dcb28d w, Act 8 d9aa93 c, Act 9 d2a485 n, Act 10 cc9e77 w, Act 11 c8957d c
      Medium: Act 12 c0906f n, Act 13 b98a61 w, Act 14 b48168 c, Act 15 ab7c5b n, Act 16 a4764e w
      Tan: Act 17 9f6d55 c, Act 18 956849 n, Act 19 8d633d w, Act 20 885a45 c, Act 21 7e563a n, Act 22 75502e w
      Deep: Act 23 704836 c, Act 24 66442d n, Act 25 5d3f24 w, Act 26 56372c c, Act 27 4d3324 n, Act 28 442e1b w`,
    body: '<p>What stage faces wear under four kilowatts. A grain covers a tattoo; a smear, thinned with moisturiser, covers a Tuesday.</p><p>Twenty-eight shades, numbered as acts, from the palest page-boy to the deepest bass.</p>',
    use: 'Warm on a spatula. Press, never rub. Set with powder and leave it to its work.',
    with: ['carnauba wax', 'jojoba esters', 'silica'],
  },
  {
    handle: 'open-sky-skin-tint', title: 'Open Sky Skin Tint SPF 30', label: 'kelda', kind: 'tube', code: 'FAC-OPN',
    price: 32, size: '40 ml', finish: 'sheer', formula: 'base', rating: [4.5, 1102], star: true,
    tags: ['Skin tint', 'Sheer', 'Light coverage', 'SPF', 'Hydrating', 'Fragrance-free', 'Sensitive skin'],
    shades: `
      Fair: Mist f4d8c2 n, Haze eeccac w, Cloud e7bdaa c
      Light: Daybreak dbb18c w, Drift d0a283 n
      Medium: Sunpatch c3956d w, Breeze b8856c c, Late Sun a77951 w
      Tan: Shade 986b4c n, Golden Hour 885e3a w, Dusk 7a503c c
      Deep: Lamplight 664527 w, Twilight 563927 n, Midnight 442e1b w`,
    body: '<p>Sunscreen that has read one book about foundation. Fourteen transparent shades, each forgiving enough for three neighbours.</p><p>No scent, no essential oils, and tested by people with rosacea who were paid to complain.</p>',
    use: 'Apply like sunscreen: generously, with hands, to the edges.',
    with: ['zinc oxide', 'squalane', 'niacinamide'],
  },
  {
    handle: 'scaffold-foundation-stick', title: 'Scaffold Foundation Stick', label: 'ninth-floor', kind: 'stick', code: 'FAC-SCA',
    price: 36, size: '9 g', finish: 'satin', formula: 'cream', rating: [4.2, 437],
    tags: ['Foundation', 'Satin', 'Medium coverage', 'Buildable', 'Vegan'],
    shades: `
      Fair: S1 Cool f5d7c9 c, S2 Neutral f1d1ba n, S3 Warm edcbaa w, S4 Cool eac1af c
      Light: S5 Neutral e3bb9f n, S6 Warm ddb38e w, S7 Cool d9a993 c, S8 Neutral d0a383 n, S9 Warm c99b74 w
      Medium: S10 Cool c49179 c, S11 Neutral bb8b6a n, S12 Warm b3845b w, S13 Cool ad7a61 c, S14 Neutral a27354 n
      Tan: S15 Warm 996d46 w, S16 Cool 93634c c, S17 Neutral 885d40 n, S18 Warm 7e5633 w
      Deep: S19 Cool 774d3a c, S20 Neutral 6b482f n, S21 Warm 614225 w, S22 Cool 59392d c, S23 Neutral 4e3424 n, S24 Warm 442e1b w`,
    body: '<p>Put up where needed, taken down at night. A stick for spots, corners and the back of taxis, with a brush in the other end so that you have no excuse.</p><p>Twenty-four shades. Stays put for about eight hours on normal skin; over oil it slides, as scaffolding should not.</p>',
    use: 'Three marks: forehead, cheeks, chin. Blend towards the hairline and stop there.',
    with: ['jojoba esters', 'squalane', 'silica'],
  },
  {
    handle: 'second-reading-concealer', title: 'Second Reading Brightening Concealer', label: 'maren-voss', kind: 'liquid-lip', code: 'FAC-SEC',
    price: 31, size: '6 ml', finish: 'satin', formula: 'base', rating: [4.4, 409],
    tags: ['Concealer', 'Satin', 'Brightening', 'Full coverage'],
    shades: `
      Fair: Prologue f4d8bb w, Preface efceb5 n, Interlude e9c1ae c
      Light: Stanza dfb692 w, Verse d6aa8b n, Chapter ce9c84 c
      Medium: Passage c1926a w, Refrain b58564 n, Aside aa785f c
      Tan: Subplot 9b6e47 w, Climax 8e6244 n, Twist 815641 c
      Deep: Coda 714d2b w, Epilogue 62412c n, Postscript 55362c c, Encore 442e1b w`,
    body: '<p>Peach under the pigment, so blue shadows disappear instead of turning grey. Sixteen shades with literary names, because the effect is mostly one of plot.</p>',
    use: 'Inner corner, outer corner, nothing in between. Let it travel there by itself.',
    with: ['caffeine', 'squalane', 'mica'],
  },
  {
    handle: 'farina-setting-powder', title: 'Farina Loose Setting Powder', label: 'tamis', kind: 'jar', code: 'FAC-FAR',
    price: 35, size: '18 g', finish: 'matte', formula: 'powder', rating: [4.7, 1455], star: true,
    tags: ['Powder', 'Matte', 'Long-wear', 'Refillable', 'Bestseller'],
    shades: `
      Fair: Farina f4d8c2 n, Avena eac6a5 w
      Light: Rosa Cipria deb19b c, Grano cc9d7e n
      Medium: Ocra b98a61 w, Ambra Rosa a6745b c
      Tan: Nocciola 8e6244 n, Caramello 75502e w
      Deep: Castagna 5f3d30 c, Cacao 442d21 n`,
    body: '<p>The powder Tamis is named for. Sifted eleven times, it sets without a trace: no flash, no cast, no small cloud announcing you at parties.</p><p>Ten tints; there is no “translucent”, because on half of all faces translucent is grey. The jar closes with a sieve you can turn shut.</p>',
    use: 'Press with a puff where you crease; dust with a brush where you do not.',
    with: ['rice starch', 'silica', 'squalane'],
  },
  {
    handle: 'pressed-for-time-powder', title: 'Pressed for Time Powder', label: 'tamis', kind: 'compact', code: 'FAC-PRS',
    price: 33, size: '9 g', finish: 'matte', rating: [4.4, 520], tags: ['Powder', 'Matte', 'Oily skin', 'Refillable'],
    shades: `
      Fair: Alba ead3bd n
      Light: Mezzogiorno dcb795 w
      Medium: Vespro b98e69 n
      Tan: Crepuscolo 8f6547 w
      Deep: Notte 5f412f n`,
    body: '<p>For the mirror in the lift. Five shades that take off shine and leave on skin, in a compact whose clasp is quieter than your neighbour.</p>',
    use: 'Puff, forehead, nose, chin, third floor.', with: ['rice starch', 'mica', 'zinc stearate'],
  },
  {
    handle: 'ground-floor-primer', title: 'Ground Floor Smoothing Primer', label: 'ninth-floor', kind: 'tube', code: 'FAC-GRO',
    sizes: [['15 ml', 15], ['30 ml', 27]], tint: 'f0e2d6', formula: 'base', rating: [4.1, 624], tags: ['Primer', 'Matte', 'Long-wear', 'Oily skin', 'Vegan'],
    body: '<p>Fills what light falls into. Apply only where you have pores; you will be surprised how few places those are.</p><p>No silicone slip, which means foundation grips rather than skates. Oily noses report two extra hours.</p>',
    use: 'Nose, beside the nose, chin. One pea in total.', with: ['silica', 'niacinamide', 'vitamin E'],
  },
  {
    handle: 'dew-point-primer', title: 'Dew Point Hydrating Primer', label: 'kelda', kind: 'pump', code: 'FAC-DEW',
    sizes: [['30 ml', 29]], tint: 'dbe9e6', formula: 'serum', rating: [4.5, 711], tags: ['Primer', 'Hydrating', 'Fragrance-free', 'Vegan', 'Dry skin'],
    body: '<p>The temperature at which air becomes generous. Under foundation it stops dry patches from giving interviews; alone it is a very decent gel.</p>',
    use: 'One pump, two minutes, then everything else.', with: ['hyaluronic acid', 'beta-glucan', 'glycerin'],
  },
  {
    handle: 'fire-exit-setting-spray', title: 'Fire Exit Setting Spray', label: 'maren-voss', kind: 'mist', code: 'FAC-FIR',
    sizes: [['50 ml', 17], ['100 ml', 29]], tint: 'ece6e2', formula: 'water', rating: [4.6, 1318], star: true, tags: ['Setting spray', 'Long-wear', 'Waterproof', 'Bestseller'],
    body: '<p>Seven hours under lights, one costume change, an embrace from a tenor. Everything stayed where it was painted except the tenor.</p><p>No sticky veil, no alcohol sting. Spray it on a brush to wear shimmer damp.</p>',
    use: 'Arm’s length, eyes shut, an X and a T. Let it dry before expressing anything.', with: ['film-forming acrylates', 'aloe', 'panthenol'],
  },
  {
    handle: 'colour-argument-corrector', title: 'Difference of Opinion Colour Corrector', label: 'halde', kind: 'pan-single', code: 'FAC-DIF',
    price: 18, size: '2 g', finish: 'cream', formula: 'cream', rating: [4.3, 219], tags: ['Corrector', 'Cream', 'Vegan'],
    shades: `
      Light: Peach for Blue e3a987 w, Mint for Red b9cba9 c, Lilac for Sallow cbb8cf c
      Deep: Orange for Brown c9703f w, Brick for Violet 9c4a35 w`,
    body: '<p>Opposites cancel: painters have known it since Chevreul, and Halde used to supply the painters. Five small pans that make concealer unnecessary or at least modest.</p>',
    use: 'A breath of it, exactly where the colour is, before foundation.', with: ['candelilla wax', 'iron oxides', 'jojoba esters'],
  },
  {
    handle: 'north-window-shade-card', title: 'North Window Shade Sampler, Six Neighbouring Shades on One Card', label: 'ninth-floor', kind: 'mask-box', code: 'FAC-CRD',
    price: 6, formula: 'none', tint: 'd8b392', rating: [4.7, 803], tags: ['Foundation', 'Gift', 'Plastic-free'],
    choices: { name: 'Depth', values: [['Fair 100–120', 'ecc9b0'], ['Light 120–140', 'dbb091'], ['Medium 150–170', 'b98968'], ['Tan 180–190', '9e7051'], ['Deep 200–230', '61422e']] },
    body: '<p>Six sachets of the North Window foundation around the depth you suspect. The price comes off the bottle when you buy one, so being wrong is free.</p>',
    use: 'Stripe three along the jaw by a window. The one you cannot find is yours.', with: ['recycled card', 'paper sachets'],
  },
  {
    handle: 'rooftop-body-glow', title: 'Rooftop Face and Collarbone Glow', label: 'ninth-floor', kind: 'dropper', code: 'FAC-ROO',
    price: 29, size: '30 ml', finish: 'shimmer', formula: 'base', rating: [4.2, 176], tags: ['Highlighter', 'Shimmer', 'Hydrating', 'Vegan'],
    shades: `
      Fair: Six A.M. f0dccb n
      Light: Noon e6c49c w
      Tan: Six P.M. c38a5c w
      Deep: Ten P.M. 8c5a42 c`,
    body: '<p>Pearl in squalane, named after the light on the ninth floor at four times of day. Mixed into foundation it is expensive skin; alone on a shoulder it is July.</p>',
    use: 'Shake. Two drops per collarbone.', with: ['squalane', 'mica', 'vitamin E'],
  },
  {
    handle: 'blotting-leaves', title: 'Blotting Leaves', label: 'tamis', kind: 'mask-box', code: 'FAC-BLT',
    price: 8, formula: 'none', tint: 'e5dcc8', rating: [4.5, 342], tags: ['Blotting paper', 'Oily skin', 'Plastic-free', 'Vegan'],
    body: '<p>Eighty sheets of hemp paper of the kind once used for gold leaf. They take the shine and leave the powder, and they are very satisfying to hold up to the light.</p>',
    use: 'Press, do not wipe. Look at the sheet; everyone does.', with: ['hemp paper'],
  },
  {
    handle: 'soft-focus-finishing-powder', title: 'Velo Finishing Powder', label: 'tamis', kind: 'compact', code: 'FAC-VEL',
    price: 37, was: 44, size: '8 g', finish: 'satin', rating: [4.3, 266], tags: ['Powder', 'Satin', 'Refillable'],
    shades: `
      Fair: Organza efdcd0 c
      Light: Mussola e5c6a9 w
      Medium: Lino c69d7b n
      Deep: Seta Cruda 7b563f w`,
    body: '<p>A veil, not a wall. The last thing to go on and the first thing cameras like.</p><p>Four veils for four depths, each with a trace of pearl that only shows when you move. Refill clicks in from below.</p>',
    use: 'The largest brush you own, the smallest amount you can manage.', with: ['silk-grade mica', 'rice starch', 'squalane'],
  },
  {
    handle: 'ninth-floor-tinted-moisturiser', title: 'Day Off Tinted Moisturiser', label: 'ninth-floor', kind: 'tube', code: 'FAC-DAY',
    price: 30, size: '50 ml', finish: 'sheer', formula: 'base', rating: [4.4, 498], tags: ['Skin tint', 'Sheer', 'Light coverage', 'Hydrating', 'Dry skin', 'Vegan'],
    shades: `
      Fair: Sunday ecd2bc n
      Light: Bank Holiday dcb695 w
      Medium: Long Weekend bd9069 n
      Tan: Annual Leave 946947 w
      Deep: Sabbatical 684632 n, Gap Year 4a3324 c`,
    body: '<p>Moisturiser first, tint second, effort a distant third. Evens things out and goes back to bed.</p><p>Fifty millilitres, six shades, each of which covers a good third of everybody. No sunscreen in it; use one, it is your day off.</p>',
    use: 'Hands, mirror optional.', with: ['squalane', 'oat kernel oil', 'glycerin'],
  },
  {
    handle: 'hold-music-makeup-mist', title: 'Hold Music Refreshing Mist', label: 'petit-orage', kind: 'mist', code: 'FAC-HLD',
    sizes: [['75 ml', 14]], tint: 'f2d3cf', formula: 'water', rating: [3.9, 188], tags: ['Setting spray', 'Hydrating', 'Soothing', 'Vegan'],
    body: '<p>For the eleventh minute of a call. Cucumber, a little salt, and a nozzle so fine that your glasses stay dry.</p>',
    use: 'Face up, eyes shut, breathe out. You are number four in the queue.', with: ['aloe', 'glycerin', 'green tea'],
  },
  {
    handle: 'cinema-seat-cushion-foundation', title: 'Soft Seat Cushion Foundation', label: 'petit-orage', kind: 'compact', code: 'FAC-CUS',
    price: 34, size: '14 g', finish: 'satin', formula: 'base', rating: [4.1, 382], tags: ['Foundation', 'Satin', 'Light coverage', 'Hydrating', 'Refillable', 'New'],
    shades: `
      Fair: Row A f4d8c2 n, Row B efceae w, Row C e9c1ae c
      Light: Row D dfb699 n, Row E d6aa84 w, Row F ce9c84 c
      Medium: Row G c19171 n, Row H b5865d w, Row J aa785f c
      Tan: Row K 9b6d4e n, Row L 8d633d w, Row M 815641 c
      Deep: Row N 714c32 n, Row P 624226 w, Row Q 55362c c, Row R 442d21 n`,
    body: '<p>A sponge in a compact, soaked in something light and cool. For touching up on trains, including the ones with a lot of curves.</p>',
    use: 'Press the puff once, tap from the middle out. Close the lid properly; it is wet in there.',
    with: ['glycerin', 'niacinamide', 'aloe'],
  },
  {
    handle: 'terracotta-powder-foundation', title: 'Calce Powder Foundation', label: 'tamis', kind: 'compact', code: 'FAC-CAL',
    price: 40, size: '10 g', finish: 'matte', rating: [4.5, 477], tags: ['Foundation', 'Matte', 'Buildable', 'Medium coverage', 'Oily skin', 'Refillable'],
    shades: `
      Fair: Gesso Fine f4d8bb w, Calce f0d0b8 n, Latte ecc6b4 c, Avorio e5be9b w
      Light: Rosa Calce deb497 n, Grano Duro d8a993 c, Pietra cea17a w, Rosa Antica c69777 n
      Medium: Ocra Chiara bf8c73 c, Sughero b3845c w, Cotto Rosa aa7a5a n, Cotto a17058 c
      Tan: Ruggine 946942 w, Terra Rossa 8a5f41 n, Legno 815540 c
      Deep: Castagno 734e2d w, Ferro 68452e n, Cuoio 5e3c2f c, Fondente 50361f w, Ardesia Bruna 442d21 n`,
    body: '<p>Foundation for people who would rather not, as a powder with no liquid in its past. Named after lime plaster: even, breathing, and it hides what the wall has been through.</p>',
    use: 'Dry for a veil, with a damp sponge for a wall.',
    with: ['rice starch', 'mica', 'zinc stearate'],
  },
  {
    handle: 'paper-doll-concealer-pot', title: 'Pocket Plaster Concealer Pot', label: 'halde', kind: 'balm-pot', code: 'FAC-PLA',
    price: 23, size: '5 g', finish: 'matte', formula: 'cream', rating: [4.4, 298], tags: ['Concealer', 'Matte', 'Full coverage', 'Long-wear', 'Vegan'],
    shades: `
      Fair: P1 f4d8c2 n, P2 f0cfb0 w, P3 ebc4b1 c
      Light: P4 e2ba9e n, P5 dab08b w, P6 d4a38c c, P7 c99a7a n
      Medium: P8 bf9068 w, P9 b6836a c, P10 a97a59 n
      Tan: P11 9d7049 w, P12 94644d c, P13 855b3e n, P14 785230 w
      Deep: P15 6e4736 c, P16 5f3f2a n, P17 51371f w, P18 462c26 c`,
    body: '<p>More pigment than seems polite, in a pot the size of a coat button. A dot the size of a full stop covers a mark the size of a comma.</p>',
    use: 'Brush No. 11, the tiniest amount, and leave the edge for last.',
    with: ['candelilla wax', 'iron oxides', 'jojoba oil'],
  },
  {
    handle: 'second-window-skin-tint', title: 'Half Curtain Skin Tint', label: 'ninth-floor', kind: 'tube', code: 'FAC-HAL',
    price: 33, size: '30 ml', finish: 'sheer', formula: 'base', rating: [4.5, 731], tags: ['Skin tint', 'Sheer', 'Light coverage', 'Buildable', 'Vegan', 'All skin types'],
    shades: `
      Fair: H10 Cool f5d7c9 c, H15 Neutral efcfb7 n, H20 Warm e9c5a4 w
      Light: H25 Cool e4b9a5 c, H30 Neutral dbaf92 n, H35 Warm d2a57e w, H40 Cool cb9880 c
      Medium: H45 Neutral bf8f6e n, H50 Warm b4855d w, H55 Cool ab7860 c
      Tan: H60 Neutral 9e6f50 n, H65 Warm 916640 w, H70 Cool 875a45 c, H75 Neutral 795236 n
      Deep: H80 Warm 6b4929 w, H85 Cool 603e30 c, H90 Neutral 513625 n, H95 Warm 442e1b w`,
    body: '<p>Between tint and foundation, drawn halfway. Freckles stay, redness goes, and no one will ask what you are wearing because there is no visible what.</p>',
    use: 'Fingers, outwards from the nose. Once more only where needed.',
    with: ['squalane', 'niacinamide', 'silica'],
  },
  {
    handle: 'bergen-serum-concealer', title: 'Quiet Night Serum Concealer', label: 'kelda', kind: 'tube', code: 'FAC-QUI',
    price: 24, size: '12 ml', finish: 'satin', formula: 'base', rating: [4.3, 406], tags: ['Concealer', 'Satin', 'Light coverage', 'Hydrating', 'Fragrance-free', 'Sensitive skin'],
    shades: `
      Fair: Snow f4d8c2 n, Oat eccaa9 w
      Light: Shell e3b8a4 c, Sand d5a98a n, Birch c79871 w
      Medium: Heather b9866d c, Honey a67757 n
      Tan: Amber 946842 w, Rowan 835742 c
      Deep: Bark 6d4930 n, Peat 583b22 w, Slate Brown 462c26 c`,
    body: '<p>An eye serum that happens to have pigment in it. It will not hide a secret; it will take the edge off a fortnight.</p>',
    use: 'Three dots under each eye, tap until you lose interest.',
    with: ['caffeine', 'ceramides', 'squalane'],
  },
];
