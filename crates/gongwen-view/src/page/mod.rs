//! One self-contained page: the outline, the text with its facts lit up, and the facts in a list; of several documents also
//! a list of them and charts. It works from a file, and no request leaves it: the policy in its head forbids all but its own
//! script, named by its hash.
//!
//! The text of every document is written here. Documents that are not open stand in `<template>` elements, which a browser
//! reads but neither lays out nor styles.

mod assets;
mod charts;
mod facts;
mod list;
mod outline;
mod text;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::model::Document;
use crate::overview::Overview;

/// How to make a page.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// Its title; that of the document by default.
    pub title: Option<String>,
}

/// A page of documents. `overview` counts all that there are, of which `documents` may be the first; without it, these are
/// all. A page of one document has no list and no charts.
#[must_use]
pub fn page(documents: &[Document], overview: Option<&Overview>, options: &PageOptions) -> String {
    let counted = overview.cloned().unwrap_or_else(|| {
        let mut overview = Overview::default();
        documents.iter().for_each(|document| overview.add(document));
        overview
    });
    let only = match documents {
        [only] if counted.documents() <= 1 && counted.unread.is_empty() => Some(only),
        _ => None,
    };
    let title = options.title.as_deref().or(only.map(|only| only.title.as_str())).unwrap_or("整改情况通报");
    let scripts = assets::scripts(only.is_none());
    let markup = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(assets::policy(&scripts));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("gongwen ", env!("CARGO_PKG_VERSION")));
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(assets::STYLE)) }
            }
            body class=(if only.is_some() { "reading" } else { "listing" }) {
                a class="skip" href=(if only.is_some() { "#main" } else { "#list" }) { "跳到正文" }
                (top(title, only.is_none()))
                @if let Some(only) = only {
                    div id="reader" data-key=(only.key) { (document(only)) }
                } @else {
                    (list::list(documents, &counted, title))
                    div id="reader" hidden {}
                    @for document in documents {
                        template data-key=(document.key) data-title=(document.title) { (self::document(document)) }
                    }
                }
                (help(only.is_none()))
                p id="live" class="unseen" aria-live="polite" {}
                noscript { p class="noscript" { "此页需要 JavaScript 才能筛选、搜索和定位。" } }
                @if only.is_none() {
                    script type="application/json" id="data" { (PreEscaped(charts::data(&counted, documents))) }
                }
                @for script in &scripts { script { (PreEscaped(script)) } }
            }
        }
    };
    markup.into_string()
}

/// One document: outline, text, facts.
fn document(document: &Document) -> Markup {
    html! {
        div class="document" {
            (outline::outline(document))
            (text::text(document))
            (facts::facts(document))
        }
    }
}

fn top(title: &str, many: bool) -> Markup {
    html! {
        header class="top" {
            @if many {
                button type="button" id="to-list" hidden title="返回文件列表 (o)" { "← 列表" }
            }
            p class="name" { (title) }
            div class="search" role="search" {
                span class="box" {
                    input type="search" id="search" placeholder="搜索原文" aria-label="搜索原文" autocomplete="off" spellcheck="false";
                    output id="count" for="search" aria-live="polite" {}
                }
                button type="button" id="previous-hit" aria-label="上一处" title="上一处 (N)" { "↑" }
                button type="button" id="next-hit" aria-label="下一处" title="下一处 (n)" { "↓" }
            }
            div class="tools" {
                button type="button" id="toggle-outline" class="for-reading" aria-expanded="true" title="目录" { "目录" }
                button type="button" id="toggle-facts" class="for-reading" aria-expanded="true" title="事实列表" { "事实" }
                button type="button" id="theme" aria-pressed="false" title="深色 / 浅色 (t)" { "深色" }
                button type="button" id="open-help" aria-label="帮助" title="帮助 (?)" { "?" }
            }
        }
    }
}

fn help(many: bool) -> Markup {
    let mut keys = vec![
        ("/", "搜索"),
        ("Enter / Shift+Enter", "在搜索框中：下一处 / 上一处"),
        ("n / N", "下一处 / 上一处"),
        ("j / k", "下一条 / 上一条事实"),
        ("Esc", "取消选择，关闭面板"),
        ("t", "深色 / 浅色"),
        ("?", "帮助"),
    ];
    keys.insert(4, if many { ("o", "文件列表") } else { ("o", "目录") });
    html! {
        dialog id="help" aria-labelledby="help-title" {
            h2 id="help-title" { "帮助" }
            p { "单击右侧的事实，原文中的字句随之点亮；单击原文中的字句，右侧显示该事实及其在来源文件中的位置。" }
            table {
                tbody {
                    @for (key, what) in keys { tr { th scope="row" { kbd { (key) } } td { (what) } } }
                }
            }
            form method="dialog" { button { "关闭" } }
        }
    }
}
