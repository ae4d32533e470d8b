//! What is shown of the fixtures: each fact at its words, each text as it is, nothing that a document could break out of.

use std::path::{Path, PathBuf};

use gongwen_view::fragment;
use gongwen_view::model::{Document, MarkOf, Text};
use gongwen_view::page::{PageOptions, page};

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found: Vec<PathBuf> = std::fs::read_dir(root.join("fixtures"))
        .expect("the fixtures")
        .filter_map(|family| std::fs::read_dir(family.expect("a folder").path()).ok())
        .flatten()
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md" || kind == "txt"))
        .collect();
    found.push(root.join("seeds/000_d4b3ecc00157c7f9.txt"));
    found.sort();
    assert!(found.len() > 20);
    found
}

fn texts(document: &Document) -> impl Iterator<Item = &Text> {
    document.blocks.iter().flat_map(|block| [&block.heading, &block.text]).flatten()
}

#[test]
fn every_mark_stands_over_the_words_of_its_fact() {
    for path in fixtures() {
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        let circular = gongwen::parse(&source);
        let document = Document::from_circular("d1", &circular);
        assert_eq!(document.facts.len(), circular.facts().all().len());
        let mut marked = 0;
        for text in texts(&document) {
            for mark in &text.marks {
                if let MarkOf::Fact(fact) = mark.of {
                    assert_eq!(
                        text.words[mark.range.clone()],
                        document.facts[fact].text,
                        "{}",
                        path.display()
                    );
                    marked += 1;
                }
            }
        }
        let placed = document.facts.iter().filter(|fact| fact.block.is_some()).count();
        assert_eq!(marked, placed);
        let lost: Vec<_> = document.facts.iter().filter(|fact| fact.block.is_none()).collect();
        // Dates of contacts and titles may stand outside of what is shown; of the body, none is lost.
        assert!(lost.len() * 20 <= document.facts.len().max(20), "{}: {lost:?}", path.display());
    }
}

#[test]
fn every_leaf_is_shown_once_and_in_order() {
    for path in fixtures() {
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        let circular = gongwen::parse(&source);
        let document = Document::from_circular("d1", &circular);
        let nodes = (0..).map_while(|index| circular.node(index));
        let wanted: Vec<(String, Option<&str>)> = nodes.map(|node| (node.id(), node.text())).collect();
        let ours = |id: &str| id.starts_with("part") || id.starts_with("attachment");
        let shown: Vec<(String, Option<&str>)> = document
            .blocks
            .iter()
            .filter(|block| !ours(&block.id))
            .map(|block| (block.id.clone(), block.text.as_ref().map(|text| text.words.as_str())))
            .collect();
        assert_eq!(shown, wanted, "{}", path.display());
        let mut ids: Vec<&str> = document.blocks.iter().map(|block| block.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), document.blocks.len());
    }
}

#[test]
fn the_fragment_of_a_node_has_the_facts_of_the_node_alone() {
    let circular =
        gongwen::parse("一、整改情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学习7次。二是谈话9次。\n");
    let measure = circular.measures().next().expect("a measure");
    let shown = fragment::node(measure);
    assert!(shown.contains("7次") && !shown.contains("9次"));
    assert!(shown.contains("gongwen-f gongwen-metric"));
    let issue = circular.issues().next().expect("an issue");
    assert!(fragment::node(issue).contains("9次"));
}

#[test]
fn a_fragment_is_bounded_and_counts_what_is_left_out() {
    let many = format!("一、整改情况\n\n{}", "组织专题学习7次。\n\n".repeat(20_000));
    let shown = fragment::circular(&gongwen::parse(&many));
    assert!(shown.len() < 400_000, "{}", shown.len());
    assert!(shown.contains(" 个节点未显示"));
    let long = format!("一、整改情况\n\n{}\n", "组织专题学习7次，".repeat(50_000));
    let shown = fragment::circular(&gongwen::parse(&long));
    assert!(shown.len() < 1_000_000, "{}", shown.len());
    assert!(shown.contains("…另有 "));
    let rows = vec![vec!["一".repeat(100_000)]; 5000];
    let shown = fragment::table("表", &["列"], &rows, 5000);
    assert!(shown.len() < 200_000, "{}", shown.len());
    assert!(shown.contains("另有 4900 行"));
}

#[test]
fn no_text_becomes_an_element() {
    let hostile = [
        "&lt;script>alert(1)&lt;/script>",
        "\">&lt;img src=x onerror=alert(1)>",
        "&lt;/template>",
        "&lt;/style>",
    ];
    let lines: String = hostile.iter().map(|text| format!("组织{text}学习7次，落实“{text}”。\n\n")).collect();
    let markdown = format!("# 某局党组关于整改情况的通报\n\n{lines}");
    let circular = gongwen::parse(&markdown);
    assert!(circular.text().contains("<script>alert(1)</script>"));
    let documents: Vec<Document> =
        ["d1", "d2"].map(|key| Document::from_circular(key, &circular)).into_iter().collect();
    let pages = [
        page(&documents, None, &PageOptions { title: Some("</title><script>alert(1)</script>".to_owned()) }),
        page(&documents[..1], None, &PageOptions::default()),
        fragment::circular(&circular),
        fragment::table("<script>", &["<img>"], &[vec!["</table><script>"]], 1),
    ];
    for page in pages {
        assert!(!page.contains("<script>alert") && !page.contains("<img") && page.contains("&lt;script&gt;"));
        assert_eq!(page.matches("<template").count(), page.matches("</template>").count());
        assert_eq!(page.matches("<style").count(), page.matches("</style>").count());
    }
}
