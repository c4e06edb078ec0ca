//! Finding products by words: an index in memory, made from the catalogue it belongs to.
//!
//! Every word must be found somewhere; the last one may be unfinished, and longer ones may have one letter wrong. Where a word was found
//! decides the order, then the merchant's. A word that no product has is taken for a slip: what it was meant to be then counts in full,
//! so that a slip changes what is found as little as it can.

use std::fmt;

use domain::catalog::{Category, Product};
use tantivy::{
    Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Query, TermQuery},
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, RemoveLongFilter, SimpleTokenizer, TextAnalyzer},
};

use super::{cards, snapshot::Catalog};

/// The most words that are looked for; the rest of a longer text changes nothing.
const WORDS_MOST: usize = 12;
/// From this length on, a word may have one letter wrong.
const FORGIVING_FROM: usize = 4;
/// What a word is worth that is found as it is.
const EXACT: f32 = 1.0;
/// What a word is worth that is only begun.
const BEGUN: f32 = 0.8;
/// What a neighbour of a word is worth, one letter away, while other products have the word itself: less than the word, wherever it stands.
const NEIGHBOUR: f32 = 0.07;
/// What further places a word was found in add to the best one.
const FURTHER: f32 = 0.1;
/// The least memory that the index writer takes, in bytes.
const WRITER_BYTES: usize = 15_000_000;
const WORDS: &str = "words";
const CODES: &str = "codes";

/// The places words are looked for, and what finding them there is worth.
const FIELDS: [(&str, f32); 6] =
    [("title", 10.0), ("label", 8.0), ("shades", 6.0), ("category", 4.0), ("tags", 3.0), ("description", 1.0)];
/// What finding a SKU or barcode is worth.
const CODE_WORTH: f32 = 20.0;

/// The index over one catalogue.
pub(super) struct Search {
    reader: IndexReader,
    fields: Vec<(Field, f32)>,
    codes: Field,
}

impl Search {
    /// Reads the whole catalogue; a few milliseconds for every hundred products.
    pub(super) fn over(catalog: &Catalog) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let text = |tokenizer: &str| {
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
        };
        let fields: Vec<(Field, f32)> =
            FIELDS.iter().map(|(name, worth)| (schema.add_text_field(name, text(WORDS)), *worth)).collect();
        let codes = schema.add_text_field("codes", text(CODES));
        let place = schema.add_u64_field("place", FAST);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(WORDS, words_of());
        index.tokenizers().register(CODES, folded());
        let mut writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        for (at, product) in (0_u64..).zip(catalog.products()) {
            let category = catalog.category(&product.category).map(|view| view.category.title.as_str());
            let mut document = TantivyDocument::default();
            document.add_u64(place, at);
            for ((field, _), text) in fields.iter().zip(texts(product, category.unwrap_or_default())) {
                document.add_text(*field, unmarked(&text));
            }
            for variant in &product.variants {
                document.add_text(codes, variant.sku.as_str());
                if let Some(gtin) = &variant.gtin {
                    document.add_text(codes, gtin.as_str());
                }
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, fields, codes })
    }

    /// The places in the catalogue of the best `limit` products, and how many fit in all.
    pub(super) fn find(&self, text: &str, limit: usize) -> Result<(Vec<usize>, usize), TantivyError> {
        let searcher = self.reader.searcher();
        let Some(query) = self.query(&searcher, text)? else { return Ok((Vec::new(), 0)) };
        let (best, total) = searcher.search(&query, &(TopDocs::with_limit(limit.max(1)).order_by_score(), Count))?;
        let mut places = Vec::with_capacity(best.len());
        for (_, found) in best {
            let column = searcher.segment_reader(found.segment_ord).fast_fields().u64("place")?;
            places.extend(column.first(found.doc_id).and_then(|place| usize::try_from(place).ok()));
        }
        Ok((places, total))
    }

    fn query(&self, searcher: &Searcher, text: &str) -> Result<Option<BooleanQuery>, TantivyError> {
        let chunks: Vec<&str> = text.split_whitespace().take(WORDS_MOST).collect();
        let mut parts = Vec::with_capacity(chunks.len());
        for (at, chunk) in chunks.iter().enumerate() {
            parts.extend(self.chunk(searcher, chunk, at + 1 == chunks.len())?);
        }
        Ok((!parts.is_empty()).then(|| BooleanQuery::intersection(parts)))
    }

    /// What stands between two spaces: a SKU, or one or more words.
    fn chunk(
        &self,
        searcher: &Searcher,
        chunk: &str,
        unfinished: bool,
    ) -> Result<Option<Box<dyn Query>>, TantivyError> {
        let code = fold(chunk);
        let words = words(chunk);
        let Some(end) = words.len().checked_sub(1) else { return Ok(None) };
        let mut every = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            every.push(self.word(searcher, word, unfinished && at == end)?);
        }
        let mut ways: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::intersection(every))];
        ways.push(worth(
            TermQuery::new(Term::from_field_text(self.codes, &code), IndexRecordOption::Basic),
            CODE_WORTH,
        ));
        if code.len() >= FORGIVING_FROM {
            let begun = FuzzyTermQuery::new_prefix(Term::from_field_text(self.codes, &code), 0, true);
            ways.push(worth(begun, CODE_WORTH * BEGUN));
        }
        Ok(Some(Box::new(DisjunctionMaxQuery::new(ways))))
    }

    fn word(&self, searcher: &Searcher, word: &str, unfinished: bool) -> Result<Box<dyn Query>, TantivyError> {
        let is_known = self.is_known(searcher, word, unfinished)?;
        let forgiving = word.chars().count() >= FORGIVING_FROM;
        let neighbour = if is_known { NEIGHBOUR } else { EXACT };
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for (field, weight) in &self.fields {
            let term = || Term::from_field_text(*field, word);
            ways.push(worth(TermQuery::new(term(), IndexRecordOption::Basic), weight * EXACT));
            if unfinished {
                ways.push(worth(FuzzyTermQuery::new_prefix(term(), 0, true), weight * BEGUN));
            }
            match (forgiving, unfinished) {
                (true, true) => ways.push(worth(FuzzyTermQuery::new_prefix(term(), 1, true), weight * neighbour)),
                (true, false) => ways.push(worth(FuzzyTermQuery::new(term(), 1, true), weight * neighbour)),
                (false, _) => {}
            }
        }
        Ok(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, FURTHER)))
    }

    /// Whether any product has the word, or one that begins with it.
    fn is_known(&self, searcher: &Searcher, word: &str, unfinished: bool) -> Result<bool, TantivyError> {
        for (field, _) in &self.fields {
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(*field)?;
                let mut from = index.terms().range().ge(word).into_stream()?;
                let begins = from.advance() && from.key().starts_with(word.as_bytes());
                if begins && (unfinished || from.key() == word.as_bytes()) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Search").finish_non_exhaustive()
    }
}

/// The same score wherever it is found: how rare a word is says nothing about what a shopper means.
fn worth(query: impl Query, score: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(ConstScoreQuery::new(Box::new(query), 1.0)), score))
}

/// What is looked through, in the order of [`FIELDS`].
fn texts(product: &Product, category: &str) -> [String; 6] {
    let shades: Vec<String> = product
        .variants
        .iter()
        .flat_map(|variant| {
            let family = variant.shade.as_ref().and_then(|shade| shade.family.clone());
            [Some(cards::shade_name(product, variant)), family].into_iter().flatten()
        })
        .collect();
    [
        product.title.clone(),
        product.label.clone(),
        shades.join(" "),
        category.to_owned(),
        product.tags.join(" "),
        plain(&product.description_html),
    ]
}

/// The text of sanitised HTML.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The categories and labels whose name has a word that begins with the last word looked for, and every other word.
pub(super) fn named<'c>(catalog: &'c Catalog, text: &str) -> (Vec<&'c Category>, Vec<&'c str>) {
    let wanted = words(text);
    let fits = |name: &str| {
        let own = words(name);
        !wanted.is_empty() && wanted.iter().all(|word| own.iter().any(|it| it.starts_with(word.as_str())))
    };
    let categories =
        catalog.categories().iter().map(|view| &view.category).filter(|category| fits(&category.title)).collect();
    let mut labels: Vec<&str> =
        catalog.products().map(|product| product.label.as_str()).filter(|label| !label.is_empty()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.retain(|label| fits(label));
    (categories, labels)
}

/// Lower case without accents: `Crème` is `creme`, `Ødön` is `odon`.
pub(super) fn fold(text: &str) -> String {
    let mut analyzer = folded();
    let text = unmarked(text);
    let mut stream = analyzer.token_stream(&text);
    if stream.advance() { stream.token().text.clone() } else { String::new() }
}

fn words(text: &str) -> Vec<String> {
    let mut analyzer = words_of();
    let text = unmarked(text);
    let mut stream = analyzer.token_stream(&text);
    let mut words = Vec::new();
    while stream.advance() && words.len() < WORDS_MOST {
        words.push(stream.token().text.clone());
    }
    words
}

fn words_of() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(64))
        .filter(AsciiFoldingFilter)
        .filter(LowerCaser)
        .build()
}

fn folded() -> TextAnalyzer {
    TextAnalyzer::builder(RawTokenizer::default()).filter(AsciiFoldingFilter).filter(LowerCaser).build()
}

/// Without combining marks: some keyboards and file systems write é as e and a mark.
fn unmarked(text: &str) -> String {
    text.chars().filter(|character| !('\u{300}'..='\u{36f}').contains(character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        for (text, folded) in
            [("Crème", "creme"), ("Cre\u{300}me", "creme"), ("ÖDÖN & Fils", "odon & fils"), ("Straße", "strasse")]
        {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(words("LIP-VEL-010, Café"), ["lip", "vel", "010", "cafe"]);
    }

    #[test]
    fn html_becomes_its_text() {
        assert_eq!(plain("<p>A <em>matte</em> that</p><ul><li>1 &lt; 2 &amp; 3</li></ul>"), "A matte that 1 < 2 & 3");
    }
}
