//! Web pages: a circular among the navigation, tables, share bars and footer of a government site. What the page says of the
//! site is invented, and no text of the circular.

use fastrand::Rng;

use super::escaped;
use crate::archive::document::{Paragraph, Style};

pub(super) fn page(rng: &mut Rng, paragraphs: &[Paragraph]) -> String {
    let title = paragraphs.iter().find(|paragraph| paragraph.style == Style::Title);
    let title = title.map(|title| escaped(&title.text)).unwrap_or_default();
    let breaks = rng.u8(..4) == 0;
    let rest = || paragraphs.iter().filter(|paragraph| paragraph.style != Style::Title);
    let body: String = match breaks {
        true => rest().map(|paragraph| format!("&emsp;&emsp;{}<br />\n", words(paragraph))).collect(),
        false => rest().enumerate().map(|(at, paragraph)| element(at, paragraph)).collect(),
    };
    let template = if breaks { BREAKS } else { PORTAL };
    template.replace("@title", &title).replace("@body", &body)
}

fn words(paragraph: &Paragraph) -> String {
    let text = escaped(&paragraph.whole());
    match paragraph.style {
        Style::Heading(_) => format!("<strong>{text}</strong>"),
        _ => text,
    }
}

/// A paragraph as an editor leaves it: indented by wide spaces, by entities, or by style alone.
fn element(at: usize, paragraph: &Paragraph) -> String {
    let words = words(paragraph);
    match (paragraph.style, at % 3) {
        (Style::Right, _) => format!("<p style=\"text-align: right;\">{words}</p>\n"),
        (Style::Number, _) => format!("<p style=\"text-align: center;\">{words}</p>\n"),
        (Style::Addressees, _) => format!("<p>{words}</p>\n"),
        (Style::Heading(_), _) | (_, 0) => {
            format!(
                "<p style=\"text-indent: 2em;\"><span style=\"font-family: 仿宋_GB2312;\">{words}</span></p>\n"
            )
        }
        (_, 1) => format!("<p>　　{words}</p>\n"),
        _ => format!("<p>&nbsp;&nbsp;&nbsp;&nbsp;{words}</p>\n"),
    }
}

/// A page in the manner of a content management system.
const PORTAL: &str = r##"<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8" />
<title>@title_政务公开网</title>
<meta name="ArticleTitle" content="@title" />
<style>.con p { line-height: 2em; } /* 一、样式不是正文 */</style>
<script>var title = "@title"; document.title = title;</script>
</head>
<body>
<div class="header"><a href="/"><img src="/images/logo.png" alt="政务公开网" /></a></div>
<ul class="nav">
<li><a href="/">首页</a></li>
<li><a href="/zwgk/">政务公开</a></li>
<li><a href="/zwfw/">政务服务</a></li>
<li><a href="/hdjl/">互动交流</a></li>
</ul>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<div class="article" id="article">
<h1>@title</h1>
<div class="info">
<span>发布时间：2026-03-12 10:24</span>
<span>来源：办公室</span>
<span>浏览量：<em id="hits">1024</em> 次</span>
<span>字号：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</span>
<span><a href="#">打印本页</a> <a href="#">关闭窗口</a></span>
</div>
<div class="con TRS_Editor" id="zoom">
@body</div>
<div class="share">分享到：<a href="#" title="分享到微信">微信</a></div>
<div class="pages"><p>上一篇：<a href="/t1.html">关于召开专题民主生活会的通知</a></p>
<p>下一篇：<a href="/t3.html">2026年第一季度党务公开目录</a></p></div>
</div>
<div class="footer">
<p>主办单位：信息中心　　地址：行政中心2号楼　　邮编：000000</p>
<p>联系电话：000-00000000（仅受理网站建设维护相关事宜）　　网站标识码：0000000000</p>
<p>版权所有 &copy; 政务公开网　　<a href="/map/">网站地图</a></p>
</div>
</body>
</html>
"##;

/// A page whose text has no paragraphs: lines that end in `<br />` within nested `<div>`s.
const BREAKS: &str = r##"<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>@title - 信息公开</title></head>
<body><header><div class="logo">信息公开</div><nav><a href="/">首页</a><a href="/xxgk">信息公开</a></nav></header>
<main><div class="crumb">您的位置：<a href="/">首页</a> / <a href="/xxgk">信息公开</a> / 正文</div>
<div class="detail"><h1 class="detail-title">@title</h1>
<div class="detail-info">时间：2026-03-12　来源：办公室　阅读：<span>358</span>次</div>
<div class="detail-content"><div><div style="font-size:16px">
@body</div></div></div></div></main>
<aside><h2>热点信息</h2><ol><li><a href="/1">关于假期服务安排的公告</a></li></ol></aside>
<footer>主办：信息中心 技术支持电话：000-00000000</footer>
</body></html>
"##;
