/**
 * What things are made of (INCI), where a picture's words come from, and how a kind is filed in the taxonomy.
 *
 * The base list of a kind is extended by what the product names as its own ingredients, see INCI_NAMES.
 */
const BASES = {
  wax: 'OCTYLDODECANOL, RICINUS COMMUNIS SEED OIL, SYNTHETIC WAX, CANDELILLA CERA, POLYGLYCERYL-2 TRIISOSTEARATE, SILICA, MICA, TOCOPHEROL',
  stain: 'ISODODECANE, TRIMETHYLSILOXYSILICATE, DISTEARDIMONIUM HECTORITE, PROPYLENE CARBONATE, SILICA, TOCOPHEROL',
  gloss: 'POLYBUTENE, RICINUS COMMUNIS SEED OIL, BIS-DIGLYCERYL POLYACYLADIPATE-2, SILICA SILYLATE, AROMA, TOCOPHEROL',
  pencil: 'HYDROGENATED VEGETABLE OIL, RHUS SUCCEDANEA FRUIT WAX, CAPRYLIC/CAPRIC TRIGLYCERIDE, MICA, STEARIC ACID, TOCOPHEROL',
  balm: 'HELIANTHUS ANNUUS SEED OIL, ORYZA SATIVA BRAN WAX, BUTYROSPERMUM PARKII BUTTER, HYDROGENATED CASTOR OIL, TOCOPHEROL',
  powder: 'MICA, ORYZA SATIVA STARCH, ZINC STEARATE, DIMETHICONE, CAPRYLYL GLYCOL, SQUALANE, TOCOPHEROL',
  cream: 'CAPRYLIC/CAPRIC TRIGLYCERIDE, SILICA, JOJOBA ESTERS, POLYHYDROXYSTEARIC ACID, EUPHORBIA CERIFERA CERA, TOCOPHEROL',
  mascara: 'AQUA, COPERNICIA CERIFERA CERA, STEARIC ACID, ACACIA SENEGAL GUM, AMINOMETHYL PROPANEDIOL, GLYCERIN, PHENOXYETHANOL, PANTHENOL',
  ink: 'AQUA, STYRENE/ACRYLATES COPOLYMER, BUTYLENE GLYCOL, SODIUM DEHYDROACETATE, PHENOXYETHANOL, PANTHENOL',
  base: 'AQUA, SQUALANE, PROPANEDIOL, POLYGLYCERYL-3 DIISOSTEARATE, SILICA, MAGNESIUM SULFATE, SODIUM HYALURONATE, PHENOXYETHANOL',
  serum: 'AQUA, GLYCERIN, PROPANEDIOL, SODIUM HYALURONATE, XANTHAN GUM, PENTYLENE GLYCOL, CITRIC ACID, PHENOXYETHANOL',
  oil: 'SQUALANE, SIMMONDSIA CHINENSIS SEED OIL, CAPRYLIC/CAPRIC TRIGLYCERIDE, ROSMARINUS OFFICINALIS LEAF EXTRACT, TOCOPHEROL',
  emulsion: 'AQUA, GLYCERIN, CETEARYL ALCOHOL, CAPRYLIC/CAPRIC TRIGLYCERIDE, GLYCERYL STEARATE, XANTHAN GUM, SODIUM GLUCONATE, PHENOXYETHANOL',
  wash: 'AQUA, COCO-GLUCOSIDE, GLYCERIN, COCAMIDOPROPYL BETAINE, SODIUM CHLORIDE, CITRIC ACID, SODIUM BENZOATE',
  water: 'AQUA, GLYCERIN, PENTYLENE GLYCOL, SODIUM CITRATE, CITRIC ACID, POTASSIUM SORBATE',
  scrub: 'SUCROSE, HELIANTHUS ANNUUS SEED OIL, CETEARYL ALCOHOL, GLYCERYL STEARATE, TOCOPHEROL',
  clay: 'AQUA, KAOLIN, GLYCERIN, BENTONITE, XANTHAN GUM, PHENOXYETHANOL',
  soap: 'SODIUM OLIVATE, SODIUM COCOATE, AQUA, GLYCERIN, SODIUM CHLORIDE, TOCOPHEROL',
  perfume: 'ALCOHOL DENAT., PARFUM, AQUA, LIMONENE, LINALOOL, CITRONELLOL, COUMARIN',
  lacquer: 'BUTYL ACETATE, ETHYL ACETATE, NITROCELLULOSE, ACETYL TRIBUTYL CITRATE, ISOPROPYL ALCOHOL, SILICA',
};

const FORMULA_OF_KIND = {
  bullet: 'wax', 'liquid-lip': 'stain', gloss: 'gloss', 'lip-pencil': 'pencil', 'balm-pot': 'balm', compact: 'powder', stick: 'cream',
  'palette-4': 'powder', 'palette-9': 'powder', 'palette-12': 'powder', 'pan-single': 'powder', mascara: 'mascara', 'brow-pencil': 'pencil',
  'brow-gel': 'mascara', 'eye-pencil': 'pencil', 'liquid-liner': 'ink', dropper: 'serum', pump: 'emulsion', jar: 'emulsion', tube: 'emulsion',
  mist: 'water', 'flacon-tall': 'perfume', 'flacon-round': 'perfume', 'flacon-flask': 'perfume', bar: 'soap', 'mask-box': 'serum', 'nail-lacquer': 'lacquer',
};

const INCI_NAMES = {
  jojoba: 'SIMMONDSIA CHINENSIS SEED OIL', candelilla: 'CANDELILLA CERA', 'vitamin E': 'TOCOPHERYL ACETATE', 'castor oil': 'RICINUS COMMUNIS SEED OIL',
  'hyaluronic acid': 'SODIUM HYALURONATE', raspberry: 'RUBUS IDAEUS SEED OIL', shea: 'BUTYROSPERMUM PARKII BUTTER', 'oat kernel': 'AVENA SATIVA KERNEL OIL',
  oat: 'AVENA SATIVA KERNEL FLOUR', 'rice starch': 'ORYZA SATIVA STARCH', 'rice bran': 'ORYZA SATIVA BRAN WAX', squalane: 'SQUALANE', niacinamide: 'NIACINAMIDE',
  'rose hip': 'ROSA CANINA SEED OIL', rosehip: 'ROSA CANINA SEED OIL', fluorphlogopite: 'SYNTHETIC FLUORPHLOGOPITE', carnauba: 'COPERNICIA CERIFERA CERA',
  acacia: 'ACACIA SENEGAL GUM', panthenol: 'PANTHENOL', 'ethyl ascorbic': '3-O-ETHYL ASCORBIC ACID', ferulic: 'FERULIC ACID', ceramide: 'CERAMIDE NP, CERAMIDE AP, CERAMIDE EOP',
  linden: 'TILIA CORDATA FLOWER WATER', aloe: 'ALOE BARBADENSIS LEAF JUICE', birch: 'BETULA ALBA JUICE', allantoin: 'ALLANTOIN', caffeine: 'CAFFEINE', zinc: 'ZINC PCA',
  glycerin: 'GLYCERIN', retinal: 'RETINAL', bakuchiol: 'BAKUCHIOL', 'salicylic acid': 'SALICYLIC ACID', 'lactic acid': 'LACTIC ACID', 'glycolic acid': 'GLYCOLIC ACID',
  'mandelic acid': 'MANDELIC ACID', azelaic: 'AZELAIC ACID', peptide: 'PALMITOYL TRIPEPTIDE-5', centella: 'CENTELLA ASIATICA EXTRACT', calendula: 'CALENDULA OFFICINALIS FLOWER EXTRACT',
  chamomile: 'CHAMOMILLA RECUTITA FLOWER EXTRACT', 'sea buckthorn': 'HIPPOPHAE RHAMNOIDES FRUIT OIL', almond: 'PRUNUS AMYGDALUS DULCIS OIL', argan: 'ARGANIA SPINOSA KERNEL OIL',
  marula: 'SCLEROCARYA BIRREA SEED OIL', plum: 'PRUNUS DOMESTICA SEED OIL', kaolin: 'KAOLIN', charcoal: 'CHARCOAL POWDER', urea: 'UREA', lanolin: 'LANOLIN', 'zinc oxide': 'ZINC OXIDE',
  'organic filters': 'BIS-ETHYLHEXYLOXYPHENOL METHOXYPHENYL TRIAZINE, DIETHYLAMINO HYDROXYBENZOYL HEXYL BENZOATE, ETHYLHEXYL TRIAZONE', 'rose water': 'ROSA DAMASCENA FLOWER WATER',
  'green tea': 'CAMELLIA SINENSIS LEAF EXTRACT', 'olive oil': 'OLEA EUROPAEA FRUIT OIL', 'coconut oil': 'COCOS NUCIFERA OIL', 'sunflower': 'HELIANTHUS ANNUUS SEED OIL', barley: 'HORDEUM VULGARE EXTRACT',
  rye: 'SECALE CEREALE SEED EXTRACT', menthol: 'MENTHOL', capsicum: 'CAPSICUM ANNUUM FRUIT EXTRACT', 'cocoa butter': 'THEOBROMA CACAO SEED BUTTER', 'kukui': 'ALEURITES MOLUCCANUS SEED OIL',
  keratin: 'HYDROLYZED KERATIN', biotin: 'BIOTIN', 'beeswax': 'CERA ALBA', 'mica': 'MICA', 'silica': 'SILICA', 'tranexamic': 'TRANEXAMIC ACID', 'beta-glucan': 'BETA-GLUCAN', 'ectoin': 'ECTOIN',
};

const COLOURED = new Set(['wax', 'stain', 'gloss', 'pencil', 'balm', 'powder', 'cream', 'mascara', 'ink', 'base', 'lacquer']);

/** The ingredients (or materials) text of a product. */
export function ingredients(product) {
  const formula = product.formula ?? FORMULA_OF_KIND[product.kind];
  const own = product.with ?? [];
  const headline = own.length > 1 ? `${own.slice(0, -1).join(', ')} and ${own.at(-1)}` : own[0];
  if (!formula || formula === 'none') return headline ? `Made of ${headline}.` : '';
  const base = BASES[formula].split(', ');
  const named = own.flatMap((word) => Object.entries(INCI_NAMES).filter(([key]) => word.includes(key)).slice(0, 1).flatMap(([, inci]) => inci.split(', ')));
  const list = [...new Set([...base.slice(0, 2), ...named, ...base.slice(2)])];
  const pigment = product.shades && COLOURED.has(formula) ? ' [+/- CI 77491, CI 77492, CI 77499, CI 77891, CI 15850]' : '';
  return `With ${headline}. ${list.join(', ')}${pigment}.`;
}

const MAKEUP = 'Health & Beauty > Personal Care > Cosmetics > Makeup';
const SKIN = 'Health & Beauty > Personal Care > Cosmetics > Skin Care';
const TOOLS = 'Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools';
const TAXONOMY = {
  Lipstick: `${MAKEUP} > Lip Makeup > Lipsticks`, 'Liquid lipstick': `${MAKEUP} > Lip Makeup > Lipsticks`, 'Lip gloss': `${MAKEUP} > Lip Makeup > Lip Gloss`,
  'Lip pencil': `${MAKEUP} > Lip Makeup > Lip Liner`, Blush: `${MAKEUP} > Face Makeup > Blushes & Bronzers`, Bronzer: `${MAKEUP} > Face Makeup > Blushes & Bronzers`,
  Highlighter: `${MAKEUP} > Face Makeup > Highlighters & Luminizers`, Mascara: `${MAKEUP} > Eye Makeup > Mascara`, Eyeliner: `${MAKEUP} > Eye Makeup > Eyeliner`,
  'Eye pencil': `${MAKEUP} > Eye Makeup > Eyeliner`, Foundation: `${MAKEUP} > Face Makeup > Foundations & Concealers`, Concealer: `${MAKEUP} > Face Makeup > Foundations & Concealers`,
  Primer: `${MAKEUP} > Face Makeup > Face Primer`, Sunscreen: `${SKIN} > Sunscreen`, Cleanser: `${SKIN} > Facial Cleansers`, Toner: `${SKIN} > Toners & Astringents`,
  Mask: `${SKIN} > Skin Care Masks & Peels`, Candle: 'Home & Garden > Decor > Home Fragrances > Candles', Soap: 'Health & Beauty > Personal Care > Bath & Body > Bar Soap',
};
const TAXONOMY_OF_TYPE = {
  Lips: `${MAKEUP} > Lip Makeup`, Cheeks: `${MAKEUP} > Face Makeup`, Eyes: `${MAKEUP} > Eye Makeup > Eye Shadow`, Brows: `${MAKEUP} > Eye Makeup > Eyebrow Enhancers`,
  Face: `${MAKEUP} > Face Makeup`, Skincare: `${SKIN} > Lotion & Moisturizer`, Fragrance: 'Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne',
  Nails: 'Health & Beauty > Personal Care > Cosmetics > Nail Care', Body: 'Health & Beauty > Personal Care > Bath & Body', Home: 'Home & Garden > Decor > Home Fragrances',
  Tools: `${TOOLS} > Makeup Tools`,
};

/** The taxonomy path Shopify and Google file the product under. */
export function taxonomy(product) {
  return TAXONOMY[product.tags[0]] ?? TAXONOMY_OF_TYPE[product.category];
}

const SCENES = {
  bullet: ['an open lipstick beside its cap', 'a smear'], 'liquid-lip': ['a slim tube with its wand', 'a stroke'], gloss: ['a clear tube with its wand', 'a drop'],
  'lip-pencil': ['a wooden pencil, sharpened', 'a scribble'], 'balm-pot': ['an open pot', 'a smear'], compact: ['an open compact with its mirror', 'crushed powder'],
  stick: ['a stick, wound up', 'a smear'], 'palette-4': ['an open palette of four', 'four swipes'], 'palette-9': ['an open palette of nine', 'nine swipes'],
  'palette-12': ['an open palette of twelve', 'twelve swipes'], 'pan-single': ['a single pan', 'crushed powder'], mascara: ['a tube with its brush', 'a stroke'],
  'brow-pencil': ['a slim pencil with its spoolie', 'short hair strokes'], 'brow-gel': ['a small tube with its brush', 'a stroke'], 'eye-pencil': ['a pencil, sharpened', 'a smudged line'],
  'liquid-liner': ['a pen with a felt tip', 'a winged line'], dropper: ['a bottle with a dropper', 'a drop'], pump: ['a bottle with a pump', 'a pump’s worth'], jar: ['an open jar', 'a scoop'],
  tube: ['a tube standing on its cap', 'a ribbon'], mist: ['a spray bottle', 'a fine mist'], 'flacon-tall': ['a tall flacon', 'a drop'], 'flacon-round': ['a round flacon', 'a drop'],
  'flacon-flask': ['a flask', 'a splash'], candle: ['a candle in its glass', ''], bar: ['a bar of soap', ''], 'brush-face': ['a large brush with an ash handle', ''],
  'brush-eye': ['a small brush with an ash handle', ''], 'brush-lip': ['a flat lip brush', ''], sponge: ['a sponge', ''], 'lash-curler': ['a steel lash curler', ''],
  mirror: ['a hand mirror', ''], pouch: ['a zipped pouch', ''], 'mask-box': ['a flat box', ''], 'nail-lacquer': ['a small bottle of lacquer', 'a brush stroke'],
};

/** Words for the pictures: the pack shot, the texture, everything together. */
export const alt = {
  pack: (product, variant) => {
    const which = [variant.shade?.name, variant.choice, product.sizes?.length > 1 ? variant.size : undefined].filter(Boolean).join(', ');
    return `${product.title}${which ? ` in ${which}` : ''}: ${SCENES[product.kind][0]}`;
  },
  /** Undefined where the kind has no texture to show. */
  texture: (product, { shade }) => {
    const scene = SCENES[product.kind][1];
    if (!scene) return undefined;
    return shade ? `${shade.name} as ${scene}, ${shade.finish}, ${shade.undertone} undertone` : `${product.title} close up: ${scene}`;
  },
  set: (product) => (product.variants.length > 1 ? `${product.title}, several of the ${product.variants.length} side by side` : `${product.title} beside its box`),
};
