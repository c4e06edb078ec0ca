//! The app's page with a first paint put into it: language, head, content and the data the app starts from.

/// Trunk's `index.html`, cut where something is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Up to and including `<html lang="`.
    start: String,
    /// From after the language to where `<title>` stood.
    head: String,
    /// From after `</title>` to after `<body …>`.
    rest: String,
    /// Everything behind `<body …>`.
    body: String,
}

/// What goes into the page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The language of the content, `en` by default.
    pub lang: Option<&'static str>,
    /// A class of the root element, such as `fonts`.
    pub class: Option<&'static str>,
    /// Title, description, canonical address and the like: trusted HTML.
    pub head: String,
    /// The content, rendered by the app's own views: trusted HTML.
    pub shell: String,
    /// The data the content was rendered from, as JSON.
    pub seed: String,
}

impl Template {
    /// Finds the places. A page without them is used as it is, with everything put in at its end.
    pub fn parse(html: &str) -> Self {
        let (start, after) = cut(html, "<html lang=\"");
        let (_, after) = after.split_once('"').unwrap_or(("", after));
        let (head, after) = match after.split_once("<title>") {
            Some((head, after)) => (head, after.split_once("</title>").map_or(after, |(_, it)| it)),
            None => after.split_at(after.find("</head>").unwrap_or(0)),
        };
        let opened = after.find("<body").and_then(|at| Some(at + after[at..].find('>')? + 1)).unwrap_or(after.len());
        let (rest, body) = after.split_at(opened);
        Self { start: start.into(), head: head.into(), rest: rest.into(), body: body.into() }
    }
}

/// Cuts after `mark`.
fn cut<'h>(html: &'h str, mark: &str) -> (&'h str, &'h str) {
    html.split_at(html.find(mark).map_or(0, |at| at + mark.len()))
}

/// The whole page.
pub(crate) fn html(template: &Template, page: &Page) -> String {
    let seed = escape_seed(&page.seed);
    let mut html = String::with_capacity(
        template.start.len()
            + template.head.len()
            + template.rest.len()
            + template.body.len()
            + page.head.len()
            + page.shell.len()
            + seed.len()
            + 256,
    );
    html.push_str(&template.start);
    if !template.start.is_empty() {
        html.push_str(page.lang.unwrap_or("en"));
        html.push('"');
        if let Some(class) = page.class {
            html.push_str(&format!(" class=\"{class}\""));
        }
    }
    html.push_str(&template.head);
    html.push_str(if page.head.is_empty() { "<title>Vitrine</title>" } else { &page.head });
    html.push_str(&template.rest);
    if !page.shell.is_empty() {
        html.push_str("<div id=\"shell\">");
        html.push_str(&page.shell);
        html.push_str("</div>");
    }
    if !seed.is_empty() {
        html.push_str("<script type=\"application/json\" id=\"seed\">");
        html.push_str(&seed);
        html.push_str("</script>");
    }
    html.push_str(&template.body);
    html
}

/// A page without content of its own: language, trusted HTML for its head, and data as JSON in the element `id`.
pub(crate) fn with_data(template: &Template, lang: &str, head: &str, id: &str, json: &str) -> String {
    let Template { start, head: before, rest, body } = template;
    let lang = if start.is_empty() { String::new() } else { format!("{lang}\"") };
    let data = escape_seed(json);
    format!("{start}{lang}{before}{head}{rest}<script type=\"application/json\" id=\"{id}\">{data}</script>{body}")
}

/// JSON that cannot end the script element it stands in, nor break in old engines.
fn escape_seed(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>x</title>\
        <link rel=\"stylesheet\" href=\"/s.css\"></head><body class=\"a\"><div id=\"app\"></div></body></html>";

    #[test]
    fn everything_has_its_place() {
        let page = Page {
            lang: Some("de"),
            class: Some("fonts"),
            head: "<title>Lippen</title>".into(),
            shell: "<h1>Lippen</h1>".into(),
            seed: r#"{"name":"</script><b>"}"#.into(),
        };
        assert_eq!(
            html(&Template::parse(INDEX), &page),
            "<!doctype html><html lang=\"de\" class=\"fonts\"><head><meta charset=\"utf-8\"><title>Lippen</title>\
             <link rel=\"stylesheet\" href=\"/s.css\"></head><body class=\"a\"><div id=\"shell\"><h1>Lippen</h1></div>\
             <script type=\"application/json\" id=\"seed\">{\"name\":\"\\u003c/script>\\u003cb>\"}</script>\
             <div id=\"app\"></div></body></html>"
        );
    }

    #[test]
    fn data_stands_in_a_page_and_cannot_leave_it() {
        assert_eq!(
            with_data(&Template::parse(INDEX), "de", "<title>W</title>", "w", r#"{"a":"</script>"}"#),
            "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>W</title><link rel=\"stylesheet\" href=\"/s.css\">\
             </head><body class=\"a\"><script type=\"application/json\" id=\"w\">{\"a\":\"\\u003c/script>\"}</script>\
             <div id=\"app\"></div></body></html>"
        );
    }

    #[test]
    fn a_page_without_the_places_is_kept_whole() {
        assert_eq!(html(&Template::parse("<p>hello"), &Page::default()), "<title>Vitrine</title><p>hello");
    }
}
