//! The shape of what is coming.

use leptos::prelude::*;

/// What is coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of text.
    Line,
    /// A heading.
    Heading,
    /// A picture in the shop's ratio of 4 to 5.
    Picture,
    /// A row of a list.
    Row,
}

/// `count` shapes below each other. Still: nothing loops.
#[component]
pub fn Skeleton(
    /// What is coming.
    shape: Shape,
    /// How many.
    #[prop(default = 1)]
    count: usize,
) -> impl IntoView {
    let class = match shape {
        Shape::Line => "skeleton skeleton--line",
        Shape::Heading => "skeleton skeleton--heading",
        Shape::Picture => "skeleton skeleton--picture",
        Shape::Row => "skeleton skeleton--row",
    };

    (0..count).map(|_| view! { <span class=class aria-hidden="true"></span> }).collect::<Vec<_>>()
}
