//! The list of documents, and what is told above it.

use maud::{Markup, html};

use super::charts::charts;
use super::text::status;
use crate::model::Document;
use crate::overview::Overview;

pub(super) fn list(documents: &[Document], overview: &Overview, title: &str) -> Markup {
    html! {
        main id="list" tabindex="-1" aria-label="文件列表" {
            h1 { (title) }
            (told(documents, overview))
            (charts(overview, documents))
            section aria-labelledby="documents-title" {
                h2 id="documents-title" { "文件" }
                div class="wide" tabindex="0" role="group" aria-label="文件列表" {
                    table class="documents" {
                        thead { tr {
                            th scope="col" { "标题" } th scope="col" { "发文机关" } th scope="col" { "日期" }
                            th scope="col" class="number" { "问题" } th scope="col" { "状态" }
                            th scope="col" class="number" { "事实" }
                        } }
                        tbody { @for document in documents { (line(document)) } }
                    }
                }
                p class="none" hidden { "没有符合搜索条件的文件。" }
                @if let Some(left_out) = left_out(documents, overview) { p class="more" { (left_out) } }
            }
        }
    }
}

fn left_out(documents: &[Document], overview: &Overview) -> Option<String> {
    let more = overview.documents().checked_sub(documents.len()).filter(|more| *more > 0)?;
    Some(format!("另有 {more} 份文件未在此页列出；图表统计了全部文件。用 --limit 可以列出更多。"))
}

fn told(documents: &[Document], overview: &Overview) -> Markup {
    let issues: usize = overview.statuses.values().sum();
    html! {
        p class="sum" {
            "共 " b { (overview.documents()) } " 份文件，" b { (issues) } " 个问题"
            @if let Some(left_out) = left_out(documents, overview) { "；" (left_out) }
        }
        @let unread = overview.unread.len() + overview.unread_left_out;
        @if unread > 0 {
            details class="unread" {
                summary { "有 " b { (unread) } " 个文件未能读取" }
                ul {
                    @for what in &overview.unread { li { (what) } }
                    @if overview.unread_left_out > 0 { li { "另有 " (overview.unread_left_out) " 个未列出" } }
                }
            }
        }
    }
}

fn line(document: &Document) -> Markup {
    let name = document.name.as_deref().filter(|name| *name != document.title);
    html! {
        tr data-key=(document.key) {
            td class="of" {
                a href=(format!("#{}", document.key)) data-key=(document.key) { (document.title) }
                @if let Some(name) = name { span class="file" { (name) } }
                span class="hits" {}
            }
            td { (document.issuer.as_deref().unwrap_or_default()) }
            td class="date" { (document.date.as_deref().unwrap_or_default()) }
            td class="number" { (document.issues()) }
            td class="statuses" {
                @for (found, count) in document.statuses() { span { (status(found, false)) " " (count) } }
            }
            td class="number" { (document.facts.len()) }
        }
    }
}
