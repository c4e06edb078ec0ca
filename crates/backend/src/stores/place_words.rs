//! Which stores a few typed words name: a city in its own or another language, a street, a postal code, a store.

use super::locations::Place;

/// Cities by names that their own addresses do not use. Folded as [`fold`] does.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("munich", "munchen"),
    ("cologne", "koln"),
    ("vienna", "wien"),
    ("zurich", "zurich"),
    ("kopenhagen", "copenhagen"),
    ("kobenhavn", "copenhagen"),
    ("brussels", "bruxelles"),
    ("brussel", "bruxelles"),
    ("lisbon", "lisboa"),
    ("milan", "milano"),
    ("mailand", "milano"),
    ("rome", "roma"),
    ("prague", "praha"),
    ("warsaw", "warszawa"),
];

/// How many digits of a postal code must agree for a store to be in the same area.
const AREA_DIGITS: usize = 2;

/// The stores that `words` name; `None` when there are no words, empty when they name nothing.
pub(super) fn matching<'p>(words: &str, places: &[&'p Place]) -> Option<Vec<&'p Place>> {
    let words: Vec<String> = split(words).map(|word| other_name(&word).map_or(word, str::to_owned)).collect();
    if words.is_empty() {
        return None;
    }
    let named: Vec<&Place> = places.iter().copied().filter(|place| names(&words, place)).collect();
    if named.is_empty() && words.len() == 1 {
        return Some(same_area(&words[0], places));
    }
    Some(named)
}

/// Whether every word begins some word of the store's address, name or code.
fn names(words: &[String], place: &Place) -> bool {
    let it = &place.location;
    let text = [&it.address.city, &it.address.street, &it.address.postal_code, &it.name, it.code.as_str()].map(fold);
    // A British postal code is typed with and without its space.
    let joined = text[2].replace(' ', "");
    let known = |word: &String| {
        text.iter().flat_map(|text| split(text)).any(|begins| begins.starts_with(word.as_str()))
            || joined.starts_with(word.as_str())
    };
    words.iter().all(known)
}

/// The stores whose postal code shares the longest beginning with one that no store has.
fn same_area<'p>(code: &str, places: &[&'p Place]) -> Vec<&'p Place> {
    if !code.starts_with(|it: char| it.is_ascii_digit()) {
        return Vec::new();
    }
    let shared = |place: &Place| {
        let own = fold(&place.location.address.postal_code);
        own.chars().zip(code.chars()).take_while(|(a, b)| a == b).count()
    };
    let longest = places.iter().map(|place| shared(place)).max().unwrap_or(0);
    if longest < AREA_DIGITS {
        return Vec::new();
    }
    places.iter().copied().filter(|place| shared(place) == longest).collect()
}

fn other_name(word: &str) -> Option<&'static str> {
    OTHER_NAMES.iter().find(|(other, _)| *other == word).map(|(_, own)| *own)
}

/// Words in lower case without accents.
fn split(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Lower case without the accents of the languages spoken where the stores are.
fn fold(text: impl AsRef<str>) -> String {
    let mut out = String::with_capacity(text.as_ref().len());
    for letter in text.as_ref().chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'š' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ť' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            // Combining accents, which some keyboards write after the letter.
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(fold("Köln, Řezná ŁÓDŹ, Straße, Cafe\u{301}"), "koln, rezna lodz, strasse, cafe");
        assert_eq!(split("München-Altstadt  80331").collect::<Vec<_>>(), ["munchen", "altstadt", "80331"]);
    }
}
