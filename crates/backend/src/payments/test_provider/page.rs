//! The test provider's page, where a shopper decides how her payment ends. Plain HTML: it works without the app.

use std::sync::LazyLock;

use axum::{
    Form,
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::money::{Currency, Money};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use storefront::{format::money, i18n::Locale};

use super::{
    Kept, TestProvider, deliver,
    words::{self, Words},
};
use crate::{
    app::App,
    args,
    error::Error,
    extract::{Path, Query},
    mail::Language,
    pages::escape,
};

const STYLE: &str = "\
:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}\
body{margin:0;min-height:100vh;display:grid;place-items:start center;background:Canvas;color:CanvasText}\
main{box-sizing:border-box;width:min(28rem,100%);padding:2rem 1.25rem}\
h1{font-size:1.5rem;margin:1.25rem 0 .75rem}\
.test{margin:0;padding:.75rem 1rem;border:2px dashed currentColor;border-radius:.5rem;font-weight:600}\
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.25rem}dd{margin:0;text-align:end;overflow-wrap:anywhere}\
fieldset{border:1px solid GrayText;border-radius:.5rem;margin:0 0 1.25rem;padding:.5rem 1rem}\
label{display:flex;gap:.5rem;align-items:center;min-height:2.75rem}\
button{display:block;width:100%;min-height:3rem;margin:0 0 .625rem;border:1px solid currentColor;border-radius:.5rem;\
font:inherit;background:transparent;color:inherit;cursor:pointer}\
button.first{background:CanvasText;color:Canvas;border-color:CanvasText}\
:focus-visible{outline:3px solid Highlight;outline-offset:2px}";

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| BASE64_STANDARD.encode(Sha256::digest(STYLE)));

#[derive(Debug, Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    key: String,
}

/// What was pressed.
#[derive(Debug, Deserialize)]
pub(super) struct Pressed {
    key: String,
    #[serde(rename = "do")]
    act: String,
    #[serde(default)]
    webhook: String,
}

/// Shows where a payment is.
pub(super) async fn show(
    State(app): State<App>,
    Path(reference): Path<String>,
    Query(opened): Query<Opened>,
    language: Language,
) -> Result<Response, Error> {
    let (_, kept) = find(&app, &reference, &opened.key).await?;
    Ok(answer(&kept, words::of(language), locale(language)))
}

/// Does what was pressed, once: what is decided stays so.
pub(super) async fn act(
    State(app): State<App>,
    Path(reference): Path<String>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Error> {
    let (provider, kept) = find(&app, &reference, &pressed.key).await?;
    let way = deliver::WAYS.into_iter().find(|way| *way == pressed.webhook).unwrap_or(&kept.webhook);
    let (from, to, kind) = match pressed.act.as_str() {
        "pay" => ("waiting", "authorised", Some("payment.authorised")),
        "secure" => ("waiting", "confirming", None),
        "decline" => ("waiting", "declined", Some("payment.declined")),
        "leave" => ("waiting", "left", Some("payment.processing")),
        "confirm" => ("confirming", "authorised", Some("payment.authorised")),
        "fail" => ("confirming", "declined", Some("payment.declined")),
        _ => return Err(Error::invalid("do", "press one of the buttons")),
    };
    let (reference, authorised) = (&kept.reference, if to == "authorised" { kept.amount } else { 0 });
    let done = app
        .db
        .write(|mut tx| async move {
            let rows = tx
                .run(
                    "UPDATE test_payments SET state = $1, authorised = $2, webhook = $3 WHERE reference = $4 AND state = $5",
                    args![to, authorised, way, reference, from],
                )
                .await?;
            if let (1, Some(kind)) = (rows, kind) {
                deliver::tell(&mut tx, provider, reference, way, kind).await?;
            }
            Ok(rows == 1)
        })
        .await?;
    let here = format!("{}?key={}", api::payments::test_page(reference), kept.secret);
    let next = if done && to != "confirming" { &kept.return_url } else { &here };
    Ok(Redirect::to(next).into_response())
}

/// A payment, for whoever has its key.
async fn find<'a>(app: &'a App, reference: &str, key: &str) -> Result<(&'a TestProvider, Kept), Error> {
    let nothing = || Error::not_found("page");
    let provider = app.payments.test().ok_or_else(nothing)?;
    let kept = provider.find(reference).await?.ok_or_else(nothing)?;
    let fits = !kept.secret.is_empty() && crate::ids::hash(&kept.secret) == crate::ids::hash(key);
    if fits { Ok((provider, kept)) } else { Err(nothing()) }
}

fn locale(language: Language) -> Locale {
    match language {
        Language::En => Locale::en,
        Language::De => Locale::de,
    }
}

fn answer(kept: &Kept, words: &Words, locale: Locale) -> Response {
    let body = match kept.state.as_str() {
        "waiting" => choices(kept, words),
        "confirming" => second_step(kept, words),
        _ => format!(
            "<h1>{}</h1><p>{}</p><p><a href=\"{}\">{}</a></p>",
            words.over,
            words.over_text,
            escape(&kept.return_url),
            words.back
        ),
    };
    let currency = Currency::parse(&kept.currency).unwrap_or(Currency::Eur);
    let sum = format!(
        "<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>",
        words.amount,
        escape(&money(locale, Money::new(kept.amount, currency))),
        words.order,
        escape(&kept.reference)
    );
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\
         <body><main><p class=\"test\">{}</p>{}</main></body></html>",
        words.lang,
        words.title,
        words.test,
        body.replacen("{sum}", &sum, 1)
    );
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        *STYLE_HASH,
        super::origin(&kept.return_url)
    );
    let policy = HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
    let fixed: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    (StatusCode::OK, fixed, Html(page)).into_response()
}

fn choices(kept: &Kept, words: &Words) -> String {
    let ways: String = deliver::WAYS
        .iter()
        .zip(words.ways)
        .map(|(way, label)| {
            let chosen = if *way == kept.webhook { " checked" } else { "" };
            format!("<label><input type=\"radio\" name=\"webhook\" value=\"{way}\"{chosen}>{label}</label>")
        })
        .collect();
    format!(
        "<h1>{}</h1>{{sum}}{}<fieldset><legend>{}</legend>{ways}</fieldset>{}{}{}{}</form>",
        words.title,
        form(kept),
        words.webhook,
        button("pay", words.pay, true),
        button("secure", words.secure, false),
        button("decline", words.decline, false),
        button("leave", words.leave, false)
    )
}

fn second_step(kept: &Kept, words: &Words) -> String {
    format!(
        "<h1>{}</h1><p>{}</p>{{sum}}{}{}{}</form>",
        words.second,
        words.second_text,
        form(kept),
        button("confirm", words.confirm, true),
        button("fail", words.fail, false)
    )
}

fn form(kept: &Kept) -> String {
    format!(
        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"key\" value=\"{}\">",
        escape(&api::payments::test_page(&kept.reference)),
        escape(&kept.secret)
    )
}

fn button(act: &str, label: &str, first: bool) -> String {
    let class = if first { " class=\"first\"" } else { "" };
    format!("<button name=\"do\" value=\"{act}\"{class}>{label}</button>")
}
