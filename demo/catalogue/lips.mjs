/** Lips: lipsticks, liquids, glosses, pencils, balms. */
export default [
  {
    handle: 'velvet-hour-lipstick', title: 'Velvet Hour Matte Lipstick', label: 'halde', kind: 'bullet', code: 'LIP-VEL',
    price: 28, size: '3.5 g', finish: 'matte', rating: [4.7, 2312], star: true,
    tags: ['Lipstick', 'Matte', 'Long-wear', 'Vegan', 'Bestseller'],
    shades: `
      Nudes: Second Coffee a5674f w, Bare Fact c08a73 n, Paper Round b97a68 c, Understudy a8705c w, Half Past Beige c39a82 n
      Pinks: Soft Opening c97a80 c, Ballet Debt d08a8c n, Kind Regards b85c69 c, Fuchsia Tense b3305e c
      Corals: Late Apricot d0755a w, Brick Lane Sunday bf5a45 w
      Reds: Oxblood Alibi 6e1a22 c, Signal Red b3202b n, Velvet Rope 94202c c, Cinema Seat 8a1c26 w, Letterbox c22f2b w
      Berries: Blackberry Minutes 5a1e33 c, Plum Evidence 6d2a40 n, Fig Leaf Optional 7c3a47 w
      Browns: Walnut Argument 6b3a2c w, Cocoa Nib 553026 n, Old Library 7d4a38 w, Espresso Figure 41221c n, Burnt Sugar 8f5238 w`,
    body: '<p>A matte that remembers lips move. Halde mills the pigment for a day and a half, then suspends it in just enough jojoba to keep it from going chalky by lunch.</p><p>Twenty-four shades, one swipe to full colour, about seven hours before you need to think about it again.</p>',
    use: 'Start in the middle of the lower lip and work outwards. Blot once, apply once more, and leave it alone.',
    with: ['jojoba oil', 'candelilla wax', 'iron oxides'],
  },
  {
    handle: 'ninth-take-liquid-lip', title: 'Ninth Take Liquid Lipstick', label: 'maren-voss', kind: 'liquid-lip', code: 'LIP-TAK',
    price: 26, size: '5 ml', finish: 'matte', rating: [4.5, 1164], star: true,
    tags: ['Liquid lipstick', 'Matte', 'Long-wear', 'Transfer-proof'],
    shades: `
      Nudes: Prompt Box b0745f n, House Lights c4917c w, Rehearsal a9695e c
      Pinks: Standing Ovation b9475f c, Powder Room c4737c n
      Reds: Curtain Call a01923 c, Third Act 7f1620 n, Overture c0272a w
      Berries: Phantom 4e1a2c c, Mezzo 7a2a48 c, Understage 61202f w
      Browns: Stage Door 5f3226 w, Cello 74412f n, Pit Orchestra 3f211b n`,
    body: '<p>Developed for a soprano who drinks between arias. It goes on like ink, sets in forty seconds and then declines to discuss the matter until you bring oil.</p><p>The doe-foot has a flat side and a point, so outline and filling come from the same tool. If you have a dry winter mouth, put balm on while you do your eyes and blot it off before you begin.</p>',
    use: 'Outline with the tip, fill with the flat side, keep lips apart for forty seconds. Take it off with a balm, not with patience.',
    with: ['isododecane', 'silica', 'vitamin E'],
  },
  {
    handle: 'drizzle-lip-gloss', title: 'Drizzle Lip Gloss', label: 'petit-orage', kind: 'gloss', code: 'LIP-DRZ',
    price: 18, size: '6 ml', finish: 'gloss', rating: [4.6, 1890], star: true,
    tags: ['Lip gloss', 'Gloss', 'Hydrating', 'Vegan', 'Bestseller'],
    shades: `
      Clear: Just Rain f3e3df n sheer
      Nudes: Wet Sand d2a48d w, Milk Tea c9977f n, Puddle b27f6c c, Rain on Oak a06a50 w
      Pinks: Umbrella Pink e29aa0 c, Cherry Bonbon d4616f n, Forecast e7b0b0 w, Peony Static cf5f86 c
      Corals: Peach Lightning ea9a7e w, Guava Weather e2786a w
      Reds: Red Sky Delight c43b3d w
      Berries: Thunder Plum 8a3c56 c, Mulberry Front 9c4863 n
      Browns: Cocoa Cloud 7d4c3a n, Treacle Sky 5e3628 w`,
    body: '<p>Shine without the fly-paper. Drizzle is a thin, cushiony gloss that wears down evenly, so there is never a moment when only the outline is left.</p><p>Faintly of vanilla for about ten seconds, then of nothing.</p><ul><li>Thin enough for a windy day</li><li>Sixteen shades, of which Just Rain is none</li><li>Tube of 60 % recycled plastic; the wand lifts out for rinsing</li></ul>',
    use: 'One coat alone, or a dot in the middle over any lipstick that feels too serious.',
    with: ['castor oil', 'hyaluronic acid', 'raspberry seed oil'],
  },
  {
    handle: 'margin-lip-pencil', title: 'Margin Lip Pencil', label: 'sel-et-suie', kind: 'lip-pencil', code: 'LIP-MRG',
    price: 16, size: '1.2 g', finish: 'matte', rating: [4.4, 702],
    tags: ['Lip pencil', 'Matte', 'Long-wear', 'Vegan'],
    shades: `
      Nudes: Footnote b07a66 n, Draft a3705e w, Erratum bd8b79 c, Blank Page c79e8a n
      Pinks: Blush Annotation b5656c c, Rosy Reference c07a78 w
      Reds: Red Ink a11f2a n, Correction b72d2a w
      Berries: Marginalia 6a2a3d c, Wine Stain 742b38 n
      Browns: Binding 6a4233 w, Old Spine 523126 n, Chapter House 875843 w`,
    body: '<p>A wooden pencil that does what a margin does: keeps things where they belong. Firm enough for a line, soft enough to colour in the whole page.</p><p>Cedar from certified forests, no lacquer, a cap that does not roll. Thirteen shades, matched to the mouths we see rather than to the lipsticks we sell.</p>',
    use: 'Follow your own border first. Cheat by a millimetre at the bow if you must; nobody audits it.',
    with: ['shea butter', 'mica', 'vitamin E'],
  },
  {
    handle: 'honest-balm', title: 'Honest Lip Balm', label: 'good-grain', kind: 'balm-pot', code: 'LIP-HON',
    price: 12, size: '12 g', finish: 'sheer', rating: [4.8, 1431],
    tags: ['Lip balm', 'Sheer', 'Hydrating', 'Fragrance-free', 'Vegan'],
    shades: `
      Clear: Plain Oat efe0c9 n
      Pinks: Rosehip d99a94 w, Beet c2687a c
      Browns: Barley Malt b07f5e w`,
    body: '<p>Oat oil, rice wax and nothing that tingles. If a balm makes your lips feel busy, it is usually the balm that is busy.</p><p>The pot is aluminium and fits the small pocket of jeans that nobody has found another use for.</p>',
    use: 'A fingertip, whenever. Overnight, a little more.',
    with: ['oat kernel oil', 'rice bran wax', 'squalane'],
  },
  {
    handle: 'satin-witness-lipstick', title: 'Satin Witness Lipstick', label: 'maren-voss', kind: 'bullet', code: 'LIP-SAT',
    price: 34, size: '3.8 g', finish: 'satin', rating: [4.6, 1022],
    tags: ['Lipstick', 'Satin', 'Hydrating', 'Refillable'],
    shades: `
      Nudes: Alto b57965 w, Quiet Stalls a96e5f n, Ivory Ticket cfa08c n
      Pinks: Ingénue cf7885 c, Bouquet Thrown c45a70 c, Dress Rehearsal b96873 n
      Corals: Footlight d36a4f w, Tangerine Tutti dd7b58 w
      Reds: Diva Without Notes ad1a28 c, First Row Red b82a2c n, Encore 96182a c, Programme Cover c4362f w
      Berries: Box Five 6b2038 c, Damson Duet 7b2c48 c, Black Tulip 4b1a2b c
      Browns: Conductor 6e3d2f w, Cigar Foyer 52291f w, Velvet Chair 7f4b3b n`,
    body: '<p>A satin in a black lacquered case that refills from below, with a click Maren Voss approved after hearing thirty-one others. Comfortable through a long dinner, presentable through a short one.</p><ul><li>Case refills; the second bullet costs a third less at the counter</li><li>Eighteen shades in the order of a seating plan</li><li>Unscented since 2019, by popular petition</li></ul>',
    use: 'Straight from the bullet, twice. Press lips together and say nothing for a moment.',
    with: ['shea butter', 'candelilla wax', 'squalane'],
  },
  {
    handle: 'bare-minimum-sheer-lipstick', title: 'Bare Minimum Sheer Lipstick', label: 'ninth-floor', kind: 'bullet', code: 'LIP-BAR',
    price: 24, size: '3.2 g', finish: 'sheer', rating: [4.5, 934],
    tags: ['Lipstick', 'Sheer', 'Hydrating', 'Fragrance-free', 'Vegan'],
    shades: `
      Nudes: Almost b98270 n, Roughly c7937d w, Broadly a86f5f c, Nearly d3a594 n
      Pinks: Faintly c9868a c, Softly bd6f79 c, Slightly d5979a n
      Corals: Warmly d08468 w
      Berries: Vaguely 8b4a56 c, Darkly 6f3645 c
      Browns: Deeply 7a4a3a w, Evenly 96634f n`,
    body: '<p>Your lips, on the day you drank enough water. Twelve adverbs of colour, each one adjusting what you have rather than replacing it.</p><p>Balm base, a quarter of the pigment of a normal lipstick, and no scent. The deeper adverbs stay visible on deep lips, which sheers often forget to do.</p>',
    use: 'No mirror required. That was the brief.',
    with: ['squalane', 'jojoba esters', 'vitamin E'],
  },
  {
    handle: 'foundry-metallic-lipstick', title: 'Foundry Metallic Lipstick', label: 'halde', kind: 'bullet', code: 'LIP-FND',
    price: 29, size: '3.5 g', finish: 'metallic', rating: [4.0, 164],
    tags: ['Lipstick', 'Metallic', 'Vegan'],
    shades: `
      Nudes: Champagne Ore c79f86 w, Rose Slag b9807a c
      Reds: Cinnabar a2333a n
      Berries: Amethyst Vein 74405c c
      Browns: Bronze Age 80543c w, Iron Shoulder 5b4238 n`,
    body: '<p>Real mineral shimmer in a shade that would stand without it. Less disco, more coin found in a coat.</p><p>Six shades, ground with the same stones as the paints were. Takes off with oil; leaves nothing on cups but a rim worth keeping.</p>',
    use: 'Best over bare lips, patted on. A matte pencil underneath keeps it from travelling.',
    with: ['mica', 'synthetic fluorphlogopite', 'jojoba oil'],
  },
  {
    handle: 'short-story-mini-lipstick', title: 'Short Story Mini Lipstick', label: 'halde', kind: 'bullet', code: 'LIP-SHO',
    price: 14, size: '1.4 g', finish: 'matte', rating: [4.4, 388],
    tags: ['Lipstick', 'Matte', 'Vegan', 'Gift'],
    shades: `
      Nudes: Opening Line b57e69 n
      Pinks: Plot Twist c0566f c
      Corals: Unreliable cc6b4f w
      Reds: Cliffhanger a81d2a n
      Berries: Villain 5c1e36 c
      Browns: Denouement 6a3b2d w`,
    body: '<p>The Velvet Hour formula in a case the length of a matchbox. For pockets, first attempts and people who have never once finished a lipstick.</p>',
    use: 'Treat it as the big one. It does.',
    with: ['jojoba oil', 'candelilla wax'],
  },
  {
    handle: 'cream-of-the-ninth', title: 'Cream of the Ninth Lipstick', label: 'ninth-floor', kind: 'bullet', code: 'LIP-CRM',
    price: 26, size: '3.5 g', finish: 'cream', rating: [4.3, 420],
    tags: ['Lipstick', 'Cream', 'Hydrating', 'Vegan'],
    shades: `
      Nudes: Plaster c39480 n, Lift Lobby b37b66 w, Stairwell 9d6a58 n, Manila d0a287 w
      Pinks: Doorman Pink c66d7c c, Carpet Rose b66770 n
      Corals: Fire Door d45f49 w
      Reds: Emergency b42229 n, Exit Sign c2333a c
      Browns: Corridor 73483a n, Boiler Room 54301f w, Banister 8a5843 w`,
    body: '<p>A cream lipstick with the slip of balm and the manners of a matte. Twelve shades tested on forty-two skins, because a nude is a direction, not a colour.</p>',
    use: 'Find the shade two steps deeper than your lips; that is usually your nude.',
    with: ['shea butter', 'oat kernel oil', 'vitamin E'],
  },
  {
    handle: 'cloudburst-lip-tint', title: 'Cloudburst Water Lip Tint', label: 'petit-orage', kind: 'liquid-lip', code: 'LIP-CLD',
    price: 17, size: '4.5 ml', finish: 'sheer', rating: [4.4, 1105], formula: 'ink',
    tags: ['Lip tint', 'Sheer', 'Long-wear', 'Transfer-proof', 'Vegan'],
    shades: `
      Pinks: Pink Puddle d6657c c, Raspberry Roof c23a5f c, Faded Awning d08086 n
      Corals: Grapefruit Gust e06a56 w, Apricot Alert e5875f w
      Reds: Cherry Gutter b3202f n, Tomato Thunder c5352a w
      Berries: Blackcurrant Hail 74233f c, Fig Flood 7d3747 n
      Browns: Tea Weather 9a5a44 w`,
    body: '<p>Water, colour and very little else. It stains in a minute and then you cannot feel it, which makes it the only lip colour you can forget in a good way.</p><p>Also works on cheeks, in one dot, if you are fast. Ten shades, all lighter on you than in the tube.</p>',
    use: 'Work quickly and blend the edge with a finger. Your finger will also be pretty for a day.',
    with: ['rose water', 'panthenol', 'glycerin'],
  },
  {
    handle: 'suede-forecast', title: 'Suede Forecast Soft Liquid Lipstick', label: 'petit-orage', kind: 'liquid-lip', code: 'LIP-SUE',
    price: 20, size: '5 ml', finish: 'matte', rating: [4.2, 517],
    tags: ['Liquid lipstick', 'Matte', 'Buildable', 'Vegan'],
    shades: `
      Nudes: Dry Spell c3907a w, Mild b57a68 n, Fog c8a091 c
      Pinks: Seasonal c46577 c, Balmy d1848a n
      Corals: Sunny Spells d9705a w
      Reds: Heat Warning b92c2a w, Red Flag Swim a71f2e c
      Berries: Squall 692540 c
      Browns: Low Pressure 70402f w`,
    body: '<p>Mousse in a tube. It goes on wet, dries to a soft blur, and looks best when you have used your finger and too little care.</p>',
    use: 'Dab, do not draw. One dip of the wand is both lips.',
    with: ['silica', 'jojoba oil', 'vitamin E'],
  },
  {
    handle: 'vinyl-overture', title: 'Vinyl Overture Liquid Lipstick', label: 'maren-voss', kind: 'liquid-lip', code: 'LIP-VIN',
    price: 28, was: 33, size: '5 ml', finish: 'gloss', rating: [4.1, 246],
    tags: ['Liquid lipstick', 'Gloss', 'Long-wear'],
    shades: `
      Nudes: Oboe b98068 w
      Pinks: Coloratura d04f7d c
      Reds: Brass Section b31b22 n, Tenor Tie 8b1422 c
      Berries: Basso 4a1529 c
      Browns: Timpani 5b2d20 w`,
    body: '<p>The shine of a record and the grip of a contract. It asks for two minutes of stillness at the beginning and then repays you until the interval.</p>',
    use: 'Thin coat, two minutes, thin coat. Avoid scarves.',
    with: ['isododecane', 'castor oil'],
  },
  {
    handle: 'puddle-plumping-gloss', title: 'Puddle Plumping Gloss', label: 'petit-orage', kind: 'gloss', code: 'LIP-PUD',
    price: 21, size: '6 ml', finish: 'gloss', rating: [3.9, 612],
    tags: ['Lip gloss', 'Gloss', 'Plumping', 'Vegan'],
    shades: `
      Clear: Splash f2e6e2 n sheer
      Nudes: Ripple cfa08b w
      Pinks: Galoshes de8b97 c, Wellington c9627b c
      Berries: Deep End 8e4059 c
      Browns: Polite Mud a4674f w`,
    body: '<p>Menthol and ginger, in the amount where you notice and do not regret. Lips look fuller for about an hour; after that it is simply a good gloss.</p>',
    use: 'Not on chapped lips, not near the eyes, not before a kiss you want to be remembered for something else.',
    with: ['menthol', 'hyaluronic acid', 'castor oil'],
  },
  {
    handle: 'glasshouse-lip-oil', title: 'Glasshouse Lip Oil', label: 'petit-orage', kind: 'gloss', code: 'LIP-GLA',
    price: 22, size: '7 ml', finish: 'sheer', rating: [4.7, 1340], star: true,
    tags: ['Lip oil', 'Sheer', 'Hydrating', 'Vegan', 'New'],
    shades: `
      Clear: Pane f5ebdd n
      Pinks: Begonia e3939c c, Hothouse Rose d97384 c
      Corals: Nectarine eaa27f w
      Reds: Strawberry Pot cb4a50 w
      Berries: Grapevine 8f4560 c
      Browns: Dates b07458 w`,
    body: '<p>Five plant oils, a cushion of an applicator and a tint that would pass a school inspection. It soaks in instead of sitting there, so hair in the wind stays hair.</p><p>The applicator is a soft, wide cushion and holds enough for both lips in one go. Tints fade gently and take nothing with them.</p>',
    use: 'As often as you like. The tube is designed to be fiddled with.',
    with: ['raspberry seed oil', 'plum kernel oil', 'squalane'],
  },
  {
    handle: 'streetlight-shimmer-gloss', title: 'Streetlight Shimmer Gloss', label: 'petit-orage', kind: 'gloss', code: 'LIP-STR',
    price: 19, size: '6 ml', finish: 'shimmer', rating: [4.2, 273],
    tags: ['Lip gloss', 'Shimmer', 'Vegan'],
    shades: `
      Clear: Halogen f1e1d3 w
      Nudes: Sodium d3a07a w, Taxi Light c98d6b w
      Pinks: Neon Off Duty dd7f9c c, Shop Window e3a1ab c
      Berries: After Midnight 7e3a5c c`,
    body: '<p>Fine pearl that shows when you turn your head and behaves when you do not. The colour of pavements at eleven at night, in a good district.</p>',
    use: 'Centre of the lower lip first. Stop there and look.',
    with: ['mica', 'castor oil', 'vitamin E'],
  },
  {
    handle: 'mirror-shift-lacquer', title: 'Mirror Shift Lip Lacquer', label: 'maren-voss', kind: 'gloss', code: 'LIP-MIR',
    price: 27, size: '6 ml', finish: 'gloss', rating: [4.3, 198],
    tags: ['Lip gloss', 'Gloss', 'Full coverage'],
    shades: `
      Nudes: Vanity c18a73 n, Greasepaint a8695a c
      Pinks: Powder Puff d26d8a c
      Reds: Quick Change ae1c29 n, Prima 931728 c
      Berries: Masked Ball 571b34 c
      Browns: Trapdoor 60341f w`,
    body: '<p>Gloss with the pigment of a lipstick, so the shape has to be right. There is a fine tip for that, and a small mirror on the tube for the rest.</p>',
    use: 'Line with the edge of the applicator, then fill. Blot once if you are about to eat.',
    with: ['castor oil', 'silica', 'vitamin E'],
  },
  {
    handle: 'second-draft-lip-pencil', title: 'Second Draft Lip Crayon', label: 'sel-et-suie', kind: 'lip-pencil', code: 'LIP-SEC',
    price: 18, size: '2.8 g', finish: 'satin', rating: [4.3, 341],
    tags: ['Lip pencil', 'Satin', 'Hydrating', 'Vegan'],
    shades: `
      Nudes: Pencil Shaving c19177 w, Typo b0725f n
      Pinks: Inverted Comma c76b7c c, Semi Rose b9606a n
      Corals: Editor’s Note d06c52 w
      Reds: Strike Through af2430 n, Bold 9b1b27 c
      Berries: Ellipsis 6e2c44 c
      Browns: Hyphen 7d4c3a n`,
    body: '<p>Between a pencil and a lipstick: thick enough to fill the whole mouth in eight strokes, sharp enough to end where it should. Wears down like a pencil, so the last centimetre is as good as the first.</p>',
    use: 'Colour in freely. Sharpen rarely, with the wide hole.',
    with: ['shea butter', 'jojoba oil', 'vitamin E'],
  },
  {
    handle: 'true-outline-clear-liner', title: 'True Outline Invisible Lip Liner', label: 'sel-et-suie', kind: 'lip-pencil', code: 'LIP-TRU',
    price: 15, size: '1.2 g', finish: 'sheer', rating: [4.5, 289],
    tags: ['Lip pencil', 'Sheer', 'Long-wear', 'Fragrance-free', 'Vegan'],
    shades: `
      Clear: Nothing efe4da n`,
    body: '<p>A transparent wall around whatever you put inside it. Nobody will see it working, including you.</p><p>Holds gloss for an afternoon and red for an evening, and works with every shade we have, which is why there is only one.</p>',
    use: 'Trace just outside the border before any gloss or bright red.',
    with: ['silica', 'vitamin E'],
  },
  {
    handle: 'stage-line-lip-liner', title: 'Stage Line Retractable Lip Liner', label: 'maren-voss', kind: 'lip-pencil', code: 'LIP-STG',
    price: 21, size: '0.3 g', finish: 'matte', rating: [4.4, 376],
    tags: ['Lip pencil', 'Matte', 'Waterproof', 'Long-wear'],
    shades: `
      Nudes: Wings b17864 n, Prop Table a56b59 w
      Pinks: Soubrette b9586c c, Chorus c37b7d n
      Reds: Downstage a41c26 c, Upstage b22c29 w
      Berries: Blackout 551f33 c
      Browns: Rigging 643c2d w, Sandbag 8b5c47 w, Gallery 47291f n`,
    body: '<p>A hard, fine, waterproof line for people who perform, present or argue professionally. Twists up, never breaks, ends with a small brush.</p>',
    use: 'Short strokes from the corners in. Blend inward with the brush end.',
    with: ['silica', 'carnauba wax'],
  },
  {
    handle: 'night-shift-lip-mask', title: 'Night Shift Lip Mask', label: 'kelda', kind: 'balm-pot', code: 'LIP-NGT',
    price: 19, size: '15 g', tint: 'f2ded6', rating: [4.6, 1277],
    tags: ['Lip mask', 'Hydrating', 'Barrier repair', 'Fragrance-free'],
    body: '<p>You sleep, it works; an arrangement we recommend in general. Lanolin and ceramides in a pot with a lid that stays where you put it on a dark bedside table.</p><p>Unscented. Works on the dry patch beside the nose as well, where tissues have been.</p>',
    use: 'A generous layer last thing at night. In the morning wipe off what is left, usually nothing.',
    with: ['lanolin', 'ceramides', 'shea butter'],
  },
  {
    handle: 'sugar-rye-lip-scrub', title: 'Sugar & Rye Lip Scrub', label: 'good-grain', kind: 'balm-pot', code: 'LIP-SUG',
    price: 11, size: '14 g', tint: 'd8b98a', formula: 'scrub', rating: [4.2, 318],
    tags: ['Lip scrub', 'Exfoliating', 'Vegan', 'Plastic-free'],
    body: '<p>Rye bran, cane sugar and sunflower oil. You may eat it; breakfast it is not.</p><p>The rye is bran that would otherwise be horse feed. The horses were asked and get the rest.</p>',
    use: 'Ten seconds of small circles, rinse, balm. Once a week, more is showing off.',
    with: ['rye bran', 'cane sugar', 'sunflower oil'],
  },
  {
    handle: 'almanac-beeswax-salve', title: 'August Beeswax Salve', label: 'almanac', kind: 'balm-pot', code: 'LIP-AUG',
    price: 14, size: '15 g', tint: 'e6b95f', formula: 'balm', rating: [4.7, 402],
    tags: ['Lip balm', 'Hydrating', 'Soothing', 'Dry skin'],
    body: '<p>Wax from hives on the roof of the Vienna shop, collected in August when the bees can spare it. Calendula for the cracks, a little honey for morale.</p>',
    use: 'Lips, knuckles, the place where the scarf rubs.',
    with: ['beeswax', 'calendula', 'almond oil'],
  },
  {
    handle: 'tinted-errand-balm', title: 'Errand Tinted Lip Balm SPF 30', label: 'kelda', kind: 'stick', code: 'LIP-ERR',
    price: 15, size: '4 g', finish: 'sheer', formula: 'balm', rating: [4.5, 876],
    tags: ['Lip balm', 'Sheer', 'SPF', 'Hydrating', 'Fragrance-free', 'Vegan'],
    shades: `
      Clear: Post Office f2e8da n
      Nudes: Bakery c6937c w
      Pinks: Florist d78c95 c, Pharmacy cf7a86 c
      Corals: Greengrocer dd8567 w
      Berries: Wine Shop 8a4257 c`,
    body: '<p>Enough colour for the school gate, enough filter for the way there. No taste of sunscreen, which took two years.</p><p>Broad-spectrum filters, six shades, and a case that survives the washing machine; we received several letters.</p>',
    use: 'Before leaving, and again whenever you find it in your pocket.',
    with: ['modern organic filters', 'shea butter', 'squalane'],
  },
  {
    handle: 'jelly-riot-lip-stick', title: 'Jelly Riot Lip Stick', label: 'petit-orage', kind: 'stick', code: 'LIP-JEL',
    price: 16, size: '3 g', finish: 'gloss', formula: 'gloss', rating: [4.1, 447],
    tags: ['Lipstick', 'Gloss', 'Hydrating', 'Vegan', 'New'],
    shades: `
      Nudes: Caramel Wobble c88e6b w
      Pinks: Bubble Front e282a0 c, Lychee e8abb0 c
      Corals: Melon Panic ec8163 w
      Reds: Gummy Red cf3340 n
      Berries: Cassis Quake 7f2c4f c`,
    body: '<p>A transparent stick that bounces slightly and glazes rather than colours. Ridiculous for a second, then oddly grown-up.</p><p>Melts slightly above 34 °C, so lips are fine and dashboards are not.</p>',
    use: 'Keep it out of the sun; it is jelly, and it remembers.',
    with: ['castor oil', 'hyaluronic acid', 'raspberry seed oil'],
  },
  {
    handle: 'ore-cream-lipstick', title: 'Ore Cream Lipstick', label: 'halde', kind: 'bullet', code: 'LIP-ORE',
    price: 27, size: '3.5 g', finish: 'cream', rating: [4.5, 611], tags: ['Lipstick', 'Cream', 'Hydrating', 'Vegan', 'Refillable'],
    shades: `
      Nudes: Kaolin cfa58f n, Feldspar c68f7b n, Sand Seam bb8468 w, Flint a97f72 c
      Pinks: Rhodonite c8586f c, Thulite cf7683 c, Rose Chert b96a6c n
      Corals: Carnelian d2563c w, Sunstone dd7a52 w
      Reds: Garnet 861722 c, Jasper a8272a w, Hematite 6f1b1e n, Spinel be1f33 c
      Berries: Almandine 5f1a30 c, Purpurite 7f3360 c, Piemontite 74273f n
      Browns: Limonite 8f5a34 w, Goethite 6e4228 w, Tiger’s Eye 7d4f33 n, Umber Bed 4a2c20 n`,
    body: '<p>Twenty minerals, twenty creams. The recipe is the old works’ recipe for artists’ oil sticks, minus the turpentine.</p><p>Full colour, a soft sheen, no scent. The case is card; the bullet lifts out and the next one drops in.</p>',
    use: 'One firm pass. It is generous and knows it.', with: ['jojoba oil', 'cocoa butter', 'iron oxides'],
  },
  {
    handle: 'red-line-collection', title: 'One Red Line Lipstick', label: 'maren-voss', kind: 'bullet', code: 'LIP-RED',
    price: 36, size: '3.8 g', finish: 'matte', rating: [4.8, 745], star: true, tags: ['Lipstick', 'Matte', 'Long-wear', 'Refillable', 'Gift'],
    shades: `
      Reds: Tosca a30f1e n, Carmen b81a20 w, Salome 7b0f1c c, Violetta b3213c c, Turandot c8102e n, Musetta c93a2a w, Norma 921d22 n, Aida a83024 w, Lulu c41e3a c, Elektra 5f0f18 c, Manon b5333c n, Fidelio 8e2a22 w`,
    body: '<p>Twelve reds and nothing else. There is one for you, and the difference between it and the next one is the difference between wearing red and being worn by it.</p><p>Blue-leaning for Salome and Lulu, orange-leaning for Carmen and Musetta, dead centre for Tosca.</p><p>Comes with a card on which one line is left free, for the name of the red you gave up for it.</p>',
    use: 'Decide by window light against bare skin. Then buy two.', with: ['candelilla wax', 'jojoba oil', 'silica'],
  },
  {
    handle: 'nude-by-depth-lipstick', title: 'Own Depth Nude Lipstick', label: 'ninth-floor', kind: 'bullet', code: 'LIP-OWN',
    price: 26, size: '3.4 g', finish: 'satin', rating: [4.6, 829], tags: ['Lipstick', 'Satin', 'Hydrating', 'Vegan'],
    shades: `
      Nudes: 1 Cool d8aa9f c, 1 Warm ddb096 w, 2 Cool c9958a c, 2 Warm cf9a7c w, 3 Cool b8807a c, 3 Warm bf8566 w, 4 Cool a56b68 c, 4 Warm ab7055 w
      Browns: 5 Cool 8f5755 c, 5 Warm 965a42 w, 6 Cool 764346 c, 6 Warm 7c4733 w, 7 Cool 5c3236 c, 7 Warm 613627 w`,
    body: '<p>Seven depths, two temperatures, no names, because one person’s Naked is another’s chalk. The number matches the first digit of your North Window shade, more or less on purpose.</p><p>Comfortable satin, medium coverage. If you are unsure between cool and warm, look at the inside of your lower lip; wear what it is wearing.</p>',
    use: 'Foundation 130 Warm, lipstick 3 Warm. There, that was the consultation.', with: ['squalane', 'shea butter', 'vitamin E'],
  },
  {
    handle: 'petit-four-lip-set', title: 'Four Small Storms Lip Gloss Set', label: 'petit-orage', kind: 'gloss', code: 'LIP-SET',
    price: 32, was: 40, size: '4 × 3 ml', finish: 'gloss', rating: [4.6, 172], tags: ['Lip gloss', 'Gloss', 'Set', 'Gift', 'Vegan'],
    shades: `
      Pinks: Front from the West de8b97 c
      Nudes: High over Iberia c9957b w`,
    body: '<p>Four minis of Drizzle in a clear box that will later hold hairpins. West is all pinks and one plum; Iberia is beige, peach, milk tea and rain.</p>',
    use: 'Mix two. That is why there are four.', with: ['castor oil', 'hyaluronic acid'],
  },
  {
    handle: 'ferry-tinted-lip-treatment', title: 'Landing Stage Tinted Lip Treatment', label: 'kelda', kind: 'tube', code: 'LIP-LAN',
    price: 16, size: '10 ml', finish: 'sheer', formula: 'balm', rating: [4.6, 921], tags: ['Lip balm', 'Sheer', 'Hydrating', 'Barrier repair', 'Fragrance-free'],
    shades: `
      Clear: Ice f0ebe4 n
      Nudes: Driftwood b78a70 n, Rope d0a683 w
      Pinks: Rowan c9656d c, Heather b97389 c
      Berries: Lingonberry 9a2f42 n, Bilberry 5d3350 c
      Browns: Tea Stop 8a5a43 w`,
    body: '<p>A squeeze tube with a slanted tip, eight Nordic tints and the ceramides of Long Winter. Used by ferry crews, sold by us.</p>',
    use: 'Straight from the tube, with gloves if need be.', with: ['ceramides', 'lanolin', 'squalane'],
  },
  {
    handle: 'sheer-luck-lip-crayon', title: 'Sheer Luck Lip Crayon', label: 'petit-orage', kind: 'lip-pencil', code: 'LIP-SHR',
    price: 15, size: '2.4 g', finish: 'sheer', rating: [4.2, 305], tags: ['Lip pencil', 'Sheer', 'Hydrating', 'Vegan'],
    shades: `
      Nudes: Even Odds c2907a n, Heads b27d68 w
      Pinks: Tails d2808c c, Raffle cf6479 c, Clover Pink d99a9b n
      Corals: Jackpot e2714f w
      Reds: Seven b92b33 n
      Berries: House Wins 7c3048 c
      Browns: Horseshoe 87543d w`,
    body: '<p>Impossible to get wrong, which we checked with fourteen people on a moving train. A crayon for the mirrorless.</p><p>Sharpens with any pencil sharpener, including the one in the kitchen drawer with the batteries.</p>',
    use: 'Scribble.', with: ['shea butter', 'jojoba oil', 'vitamin E'],
  },
  {
    handle: 'night-market-liquid-lip', title: 'Night Market Metallic Liquid Lipstick', label: 'maren-voss', kind: 'liquid-lip', code: 'LIP-NMK',
    price: 27, size: '5 ml', finish: 'metallic', rating: [3.6, 41], soldOut: ['LIP-NMK-003'], tags: ['Liquid lipstick', 'Metallic', 'Long-wear'],
    shades: `
      Nudes: Brass Lamp b98562 w
      Pinks: Neon Lotus c4487a c
      Reds: Lacquer Box 9c1f2a n
      Berries: Silk Stall 6a2547 c
      Browns: Tea Brick 5f3727 w`,
    body: '<p>Metal over a matte base, so the shine has something to stand on. Bold at arm’s length, surprisingly good at two metres.</p>',
    use: 'Thin. Let it dry apart. Add the second coat only to the middle.', with: ['isododecane', 'mica'],
  },
  {
    handle: 'powder-kiss-cloud-lip', title: 'Lip Cloud Powder Lipstick', label: 'tamis', kind: 'bullet', code: 'LIP-CLO',
    price: 31, size: '3 g', finish: 'matte', rating: [4.3, 268], tags: ['Lipstick', 'Matte', 'Buildable', 'Refillable'],
    shades: `
      Nudes: Nebbia c99c8a n, Polvere b98472 n, Cera d3a68d w
      Pinks: Alba Rosa d88a90 c, Cipria Rosa c7747d n
      Corals: Tramonto d8694b w
      Reds: Rosso Tamis b0242c n, Lacca 8f1b25 c
      Berries: Vinaccia 6a2438 c
      Browns: Cotto 8f4f39 w, Tabacco Dolce 5e3a29 n`,
    body: '<p>Powder people make a lipstick: it goes on as a cream and ends as a blur. Kind to fine lines, unkind to straight edges, and better that way.</p>',
    use: 'Dab from the middle, soften the border with a fingertip or No. 12.', with: ['rice starch', 'silica', 'squalane'],
  },
  {
    handle: 'weather-report-gloss-balm', title: 'Weather Report Gloss Balm', label: 'petit-orage', kind: 'stick', code: 'LIP-WEA',
    price: 17, size: '3 g', finish: 'gloss', formula: 'gloss', rating: [4.5, 703], tags: ['Lip balm', 'Gloss', 'Hydrating', 'Vegan'],
    shades: `
      Clear: Clear Skies f3e8e0 n
      Nudes: Light Haze d0a08a n, Dusty b98069 w
      Pinks: Rosy Outlook dd808f c, Candy Cirrus e7a2ae c
      Corals: Warm Spell e5835f w
      Reds: Red Morning c63540 n
      Berries: Plum Pressure 87385a c, Late Storm 5f2542 c
      Browns: Brown Rain 7f4d38 w`,
    body: '<p>A balm on the way to work and a gloss by the time you arrive. Slides on, stays plump, clicks shut with one hand.</p>',
    use: 'While walking. It was designed at a crossing.', with: ['castor oil', 'shea butter', 'raspberry seed oil'],
  },
  {
    handle: 'lip-primer-prologue', title: 'Prologue Lip Primer', label: 'maren-voss', kind: 'bullet', code: 'LIP-PRO',
    price: 22, size: '3 g', tint: 'ecd9cb', rating: [4.2, 154], tags: ['Lip primer', 'Long-wear', 'Fragrance-free'],
    body: '<p>Fills lines so that colour has nowhere to run. Unremarkable on its own, like most good beginnings.</p><p>Also stops a matte from biting and a gloss from leaving. Fragrance-free, colourless once blended.</p>',
    use: 'One coat, a minute, then anything.', with: ['silica', 'candelilla wax', 'vitamin E'],
  },
  {
    handle: 'overnight-bag-lip-duo', title: 'Overnight Bag Lip and Cheek Tint', label: 'good-grain', kind: 'balm-pot', code: 'LIP-OVE',
    price: 16, size: '10 g', finish: 'cream', rating: [4.4, 276], tags: ['Lip tint', 'Cream', 'Vegan', 'Plastic-free'],
    shades: `
      Pinks: Clover Field c96f84 c
      Corals: Poppy d9563f w
      Reds: Barn a83430 w
      Berries: Bramble 71304a c
      Browns: Crust 95603f w, Loam 5c3c2b n`,
    body: '<p>One tin for lips, cheeks and a suitcase that must close. The colours grow around the mill, apart from Barn, which stands there.</p>',
    use: 'Fingertip, both places, in either order.', with: ['sunflower oil', 'rice bran wax', 'shea butter'],
  },
  {
    handle: 'long-sentence-liquid-lipstick', title: 'Long Sentence Comfort Liquid Lipstick', label: 'ninth-floor', kind: 'liquid-lip', code: 'LIP-LON',
    price: 25, size: '5 ml', finish: 'satin', rating: [4.4, 596], tags: ['Liquid lipstick', 'Satin', 'Long-wear', 'Hydrating', 'Vegan'],
    shades: `
      Nudes: Comma c4927c n, Bracket b27c66 w, Colon a36f60 c, Dash cda08a w
      Pinks: Question Mark cb6377 c, Aside b86a72 n, Swash d98d95 c
      Corals: Ampersand d9674a w
      Reds: Capital ae1e29 n, Underline c2332d w, Period 7d1a22 c
      Berries: Semicolon 69263f c, Obelus 82374e n
      Browns: Tilde 84503b w, Serif 5e392a n, Slash 43281f n`,
    body: '<p>A liquid lipstick that stays flexible, so you can talk. It does come off a little on glasses; in return it never feels like a decision you cannot reverse.</p>',
    use: 'One coat, lips relaxed, a minute of listening.', with: ['isododecane', 'squalane', 'vitamin E'],
  },
  {
    handle: 'halde-lip-pigment-pencil', title: 'Seam Lip Pencil', label: 'halde', kind: 'lip-pencil', code: 'LIP-SEA',
    price: 17, size: '1.4 g', finish: 'matte', rating: [4.5, 317], tags: ['Lip pencil', 'Matte', 'Long-wear', 'Vegan'],
    shades: `
      Nudes: Chert b98772 n, Marl a87561 w, Loess c79f85 w
      Pinks: Agate b9616f c, Erythrite cf6f86 c
      Corals: Orpiment Red cc5d3d w
      Reds: Crocoite b53026 w, Proustite 8d1c28 c, Realgar Dark a32a26 n
      Berries: Sugilite 5b2a45 c, Lepidolite 7b4560 c
      Browns: Lignite 452a20 n, Rutile 74422c w, Zircon 8d5e46 n`,
    body: '<p>Drawn to match Velvet Hour and Ore, seam for seam; the table is printed on the barrel. Wood from the Ore Mountains, pigment from everywhere.</p>',
    use: 'Corners first, then the bow. Fill in for a stain that outlasts lunch.', with: ['candelilla wax', 'jojoba oil', 'iron oxides'],
  },
  {
    handle: 'gloss-bar-clear-weather', title: 'Boiled Sweet High-Shine Lip Glass', label: 'petit-orage', kind: 'gloss', code: 'LIP-BOI',
    price: 19, size: '7 ml', finish: 'gloss', rating: [4.0, 242], tags: ['Lip gloss', 'Gloss', 'Vegan', 'New'],
    shades: `
      Clear: Mint efece6 c sheer
      Nudes: Butterscotch cf9566 w, Fudge b27a58 w, Nougat dab497 n
      Pinks: Rhubarb and Custard e08c94 w, Strawberry Pip d9536c c, Parma Violet c795bd c
      Corals: Barley Sugar e28a4f w, Orange Slice e9713f w
      Reds: Cherry Drop b51f30 c, Aniseed Twist 951d2c n
      Berries: Blackjack 4c1c35 c, Sherbet Plum 8f3a68 c
      Browns: Cola Cube 6b3526 w`,
    body: '<p>Hard-candy shine, no candy smell. It is thicker than Drizzle and stays longer, and on a windy day your hair will let you know.</p>',
    use: 'Tie hair back. Then be generous.', with: ['castor oil', 'vitamin E'],
  },
  {
    handle: 'velvet-hour-liquid', title: 'Velvet Hour Liquid Matte', label: 'halde', kind: 'liquid-lip', code: 'LIP-VLQ',
    price: 27, size: '5 ml', finish: 'matte', rating: [4.5, 689], tags: ['Liquid lipstick', 'Matte', 'Long-wear', 'Transfer-proof', 'Vegan'],
    shades: `
      Nudes: Second Coffee a5674f w, Bare Fact c08a73 n, Understudy a8705c w, Bone Idle cda18b n
      Pinks: Ballet Debt d08a8c n, Kind Regards b85c69 c, Fuchsia Tense b3305e c
      Corals: Brick Lane Sunday bf5a45 w
      Reds: Oxblood Alibi 6e1a22 c, Signal Red b3202b n, Letterbox c22f2b w, Minium Rare c43a25 w
      Berries: Plum Evidence 6d2a40 n, Murex Minutes 5f2348 c
      Browns: Walnut Argument 6b3a2c w, Espresso Figure 41221c n, Rust Belt 8c4a31 w`,
    body: '<p>The lipstick, melted. Thirteen of the Velvet Hour colours and four of its own, in a liquid that dries to the same brushed surface and holds for the hour in its name, and then eight more.</p>',
    use: 'Exactly one layer. Corners with the tip, middle with the side.', with: ['isododecane', 'silica', 'jojoba oil'],
  },
  {
    handle: 'prompt-corner-lip-stain-pen', title: 'Prompt Corner Lip Stain Pen', label: 'maren-voss', kind: 'liquid-liner', code: 'LIP-PEN',
    price: 23, size: '1 ml', finish: 'sheer', formula: 'ink', rating: [4.1, 213], tags: ['Lip tint', 'Sheer', 'Waterproof', 'Transfer-proof'],
    shades: `
      Nudes: Whisper a96a5b n, Line Please b57b66 w
      Pinks: Cue Light c45270 c, Stand By cf7a82 n
      Corals: Go d9603f w
      Reds: House Open a61f2b n, Beginners 8d1a2b c
      Berries: Half Hour Call 67253f c
      Browns: Strike 6f3b2a w`,
    body: '<p>A felt pen that outlines and stains in one go, for a mouth that has to be heard from row twenty and kissed in row one.</p>',
    use: 'Draw the border, fill quickly, blot. Ten hours, so be sure.', with: ['panthenol', 'glycerin'],
  },
];
