//! Our own few signs, drawn on a grid of 24 with one stroke.

use leptos::prelude::*;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A person: her account.
    Account,
    /// The bag.
    Bag,
    /// A tick.
    Check,
    /// Opens below.
    Down,
    /// A cross.
    Close,
    /// A way on.
    Forward,
    /// The entrance.
    Home,
    /// Three lines: a list opens.
    Menu,
    /// Minus.
    Minus,
    /// A place.
    Pin,
    /// Plus.
    Plus,
    /// Bars between four corners: scanning.
    Scan,
    /// A magnifying glass.
    Search,
    /// A window: the stores.
    Store,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Account => {
                "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"
            }
            Self::Bag => "M5 8.5h14l-1 12H6zM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Forward => "M4 12h15M13.5 6.5L19 12l-5.5 5.5",
            Self::Home => "M5 20.5V11a7 7 0 0 1 14 0v9.5zM10 20.5v-6h4v6",
            Self::Menu => "M4 7h16M4 12h16M4 17h10",
            Self::Minus => "M6 12h12",
            Self::Pin => {
                "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z"
            }
            Self::Plus => "M12 6v12M6 12h12",
            Self::Scan => "M4 8.5V4.5h4M16 4.5h4v4M20 15.5v4h-4M8 19.5H4v-4M8 8.5v7M11 8.5v7M13.5 8.5v7M16.5 8.5v7",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5",
            Self::Store => {
                "M4 9.5L5.5 4h13L20 9.5M4 9.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M5.5 12.5v8h13v-8"
            }
        }
    }
}

/// A sign beside or instead of words. It is hidden from screen readers: the control around it carries the name.
#[component]
pub fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
