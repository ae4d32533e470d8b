//! What the tags of a page mean for its text, after the rendering chapter of the HTML Standard.

/// An element, as far as the text depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// No element.
    None,
    /// Ends a paragraph on both sides.
    Block,
    /// Does nothing to the text: `span`, `font`, `o:p`, and what no browser knows.
    Inline,
    /// Sets its text in the middle.
    Center,
    Bold,
    Link,
    LineBreak,
    Heading(u8),
    Pre,
    OrderedList,
    List,
    Item,
    Table,
    Row,
    RowGroup,
    Cell,
    HeadCell,
    /// Menus: `nav`.
    Navigation,
    /// `footer`.
    Footer,
    /// Something to fill in or to choose from.
    Control,
    /// Ends a paragraph and holds no text: `hr`.
    Rule,
    Body,
    Head,
    Title,
    Meta,
    Style,
    /// Never shown as text: scripts, frames, what stands in for pictures.
    Nothing,
    /// A picture of SVG, whose name is not shown.
    Picture,
}

impl Tag {
    pub(super) fn of(name: &str, html: bool) -> Self {
        if !html {
            return match name {
                "svg" => Self::Picture,
                "title" | "desc" | "metadata" | "script" | "style" => Self::Nothing,
                _ => Self::Inline,
            };
        }
        match name {
            "p" | "div" | "section" | "article" | "main" | "header" | "aside" | "address" | "blockquote"
            | "dl" | "dt" | "dd" | "fieldset" | "legend" | "figure" | "figcaption" | "hgroup" | "details"
            | "summary" | "caption" | "form" | "dialog" | "search" | "optgroup" => Self::Block,
            "center" => Self::Center,
            "b" | "strong" => Self::Bold,
            "a" => Self::Link,
            "br" => Self::LineBreak,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "pre" | "listing" | "plaintext" | "xmp" => Self::Pre,
            "ol" => Self::OrderedList,
            "ul" | "menu" | "dir" => Self::List,
            "li" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "tbody" | "thead" | "tfoot" => Self::RowGroup,
            "td" => Self::Cell,
            "th" => Self::HeadCell,
            "nav" => Self::Navigation,
            "footer" => Self::Footer,
            "select" | "option" | "button" | "textarea" => Self::Control,
            "hr" => Self::Rule,
            "body" => Self::Body,
            "head" => Self::Head,
            "title" => Self::Title,
            "meta" => Self::Meta,
            "style" => Self::Style,
            "script" | "noscript" | "template" | "link" | "base" | "iframe" | "noframes" | "noembed"
            | "object" | "embed" | "applet" | "video" | "audio" | "canvas" | "param" | "source" | "track"
            | "col" | "colgroup" | "datalist" | "rp" | "map" | "area" => Self::Nothing,
            _ => Self::Inline,
        }
    }

    /// Whether a paragraph ends where it starts and where it ends.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::None
                | Self::Inline
                | Self::Bold
                | Self::Link
                | Self::LineBreak
                | Self::Picture
                | Self::Nothing
                | Self::Control
        )
    }

    /// Whether no text in it is shown.
    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Nothing | Self::Head | Self::Title | Self::Meta | Self::Style)
    }
}
