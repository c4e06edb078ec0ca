//! Buttons that do and links that look like them.

use leptos::prelude::*;

/// How loud a button is. One `Primary` per view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// What the shopper came for.
    #[default]
    Primary,
    /// The other way.
    Quiet,
    /// In running text or a row: underlined words.
    Plain,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Plain => "button button--plain",
        }
    }
}

/// A button. With `submit` it sends its form instead of calling `on_press`.
#[component]
pub fn Button(
    /// How loud.
    #[prop(optional)]
    kind: ButtonKind,
    /// Called on a press, by whatever means.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// Busy or not possible now; it keeps the focus and says so instead of vanishing from the keyboard's way.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The accessible name, where the words inside are not enough.
    #[prop(optional, into)]
    label: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if disabled.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };

    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            aria-disabled=move || disabled.get().then_some("true")
            aria-label=label
            on:click=press
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How loud.
    #[prop(optional)]
    kind: ButtonKind,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }
}
