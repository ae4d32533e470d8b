//! From a circular to its rows.

use std::ops::Range;

use gongwen::Circular;
use gongwen::facts::FactKind;
use gongwen::number::Decimal;
use gongwen::text::{CodePoints, Span};
use gongwen::tree::{NodeKind, NodeRef};
use jiff::civil::Date;

use crate::builder::Builder;
use crate::define::documents::DocumentRow;
use crate::define::facts::{ActionRow, CitationRow, ContactRow, DateRow, DiagnosticRow, MetricRow, TermRow};
use crate::define::structure::{IssueRow, MeasureRow, NodeRow};

/// Labels of the lines that name who answers for an issue.
const RESPONSIBLE: &[&str] = &["责任单位", "牵头单位", "责任部门", "责任主体", "责任科室"];

/// Labels of the lines that tell until when: 整改时限, 整改期限, 完成时限, 完成时间.
const DEADLINE: &[&str] = &["时限", "期限", "完成时间"];

/// Between the bodies of a list in one cell: no name has it.
const SEPARATOR: &str = "；";

/// What all rows of a document share.
struct Rows<'c> {
    doc_id: &'c str,
    circular: &'c Circular<'c>,
    points: CodePoints<'c>,
    /// By place in document order: id, and place of the issue it belongs to.
    ids: Vec<String>,
    issue: Vec<Option<usize>>,
    /// By place in document order: how many metrics stand in the node itself, and the end of the last date there.
    metrics: Vec<usize>,
    last_day: Vec<Option<Date>>,
}

/// Where something stands, as the tables tell it.
struct Place {
    start: i64,
    end: i64,
    page: Option<i64>,
}

pub(crate) fn document(builder: &mut Builder, doc_id: &str, circular: &Circular<'_>) {
    let nodes: Vec<NodeRef<'_>> = (0..).map_while(|index| circular.node(index)).collect();
    let mut issue: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    for node in &nodes {
        let above = node.parent().and_then(|parent| issue[parent.index()]);
        issue.push(if node.kind() == NodeKind::Issue { Some(node.index()) } else { above });
    }
    let ids = nodes.iter().map(|node| node.id()).collect();
    let points = CodePoints::new(circular.source());
    let (mut metrics, mut last_day) = (vec![0; nodes.len()], vec![None; nodes.len()]);
    for node in circular.metrics().iter().filter_map(|metric| metric.node) {
        metrics[node] += 1;
    }
    for date in circular.dates() {
        if let Some(node) = date.node {
            last_day[node] = date.end;
        }
    }
    let rows = Rows { doc_id, circular, points, ids, issue, metrics, last_day };
    rows.document(builder);
    rows.nodes(builder, &nodes);
    rows.facts(builder);
    rows.closing(builder);
}

impl Rows<'_> {
    fn place(&self, span: Span) -> Place {
        let page = self.circular.origin(span.start()).and_then(|origin| origin.page);
        let span = self.points.span(span);
        Place { start: integer(span.start()), end: integer(span.end()), page: page.map(i64::from) }
    }

    fn words(&self, range: &Range<usize>) -> (&str, Place) {
        let cover = self.circular.map().cover(range.clone()).unwrap_or_else(|| Span::new(0, 0));
        (self.circular.words(range), self.place(cover))
    }

    fn id(&self, node: Option<usize>) -> Option<&str> {
        self.ids.get(node?).map(String::as_str)
    }

    fn issue_id(&self, node: Option<usize>) -> Option<&str> {
        self.id(*self.issue.get(node?)?)
    }

    fn document(&self, builder: &mut Builder) {
        let Self { doc_id, circular, .. } = *self;
        let (header, title, closing) = (circular.header(), circular.title(), circular.closing());
        let inspection = circular.inspection();
        let (addressees, signature, cc) =
            (joined(circular.addressees()), joined(&closing.signature), joined(&closing.cc));
        builder.documents.push(DocumentRow {
            doc_id,
            name: circular.name(),
            format: circular.format().as_str(),
            encoding: circular.encoding().map_or("UTF-8", |encoding| &encoding.name),
            chars: integer(self.points.at(circular.source().len())),
            title: title.map(|title| title.text.as_str()),
            issuer: title.and_then(|title| title.issuer.as_deref()),
            subject: title.and_then(|title| title.subject.as_deref()),
            kind: title.and_then(|title| title.kind.as_deref()),
            document_number: header.document_number.as_deref(),
            secrecy: header.secrecy.as_deref(),
            urgency: header.urgency.as_deref(),
            copy_number: header.copy_number.as_deref(),
            signer: header.signer.as_deref(),
            issuer_mark: header.issuer_mark.as_deref(),
            addressees: addressees.as_deref(),
            inspection_type: inspection.and_then(|inspection| inspection.kind.as_deref()),
            look_back: inspection.map(|inspection| inspection.look_back),
            inspection_team: inspection.and_then(|inspection| inspection.team.as_deref()),
            inspected: inspection.and_then(|inspection| inspection.inspected.as_deref()),
            inspection_start: inspection.and_then(|inspection| inspection.start),
            inspection_end: inspection.and_then(|inspection| inspection.end),
            feedback_date: inspection.and_then(|inspection| inspection.feedback_date),
            signature: signature.as_deref(),
            date: closing.date,
            note: closing.note.as_deref(),
            cc: cc.as_deref(),
            printing_office: closing.printing_office.as_deref(),
            printing_date: closing.printing_date,
            attachments: integer(circular.attachments().len()),
            sections: integer(circular.sections().count()),
            issues: integer(circular.issues().count()),
            measures: integer(circular.measures().count()),
            metrics: integer(circular.metrics().len()),
            actions: integer(circular.actions().len()),
        });
    }

    fn nodes(&self, builder: &mut Builder, nodes: &[NodeRef<'_>]) {
        let mut depth: Vec<i64> = Vec::with_capacity(nodes.len());
        for node in nodes {
            depth.push(node.parent().map_or(0, |parent| depth[parent.index()] + 1));
            let place = node.span().map(|span| self.place(span));
            let label = node.label();
            builder.nodes.push(NodeRow {
                doc_id: self.doc_id,
                node: &self.ids[node.index()],
                parent: self.id(node.parent().map(NodeRef::index)),
                position: integer(node.index()),
                depth: depth[node.index()],
                r#type: node.kind().as_str(),
                label: label.map(|label| label.text),
                scheme: label.map(|label| label.scheme.as_str()),
                ordinal: label.and_then(|label| label.ordinal).map(i64::from),
                heading: node.heading(),
                role: node.role().map(gongwen::tree::Role::as_str),
                statement: node.statement(),
                status: node.status().map(gongwen::tree::Status::as_str),
                text: node.text(),
                start: place.as_ref().map(|place| place.start),
                end: place.as_ref().map(|place| place.end),
                page: place.as_ref().and_then(|place| place.page),
            });
            match node.kind() {
                NodeKind::Issue => self.issue(builder, *node, place.as_ref()),
                NodeKind::Measure => self.measure(builder, *node, place.as_ref()),
                _ => {}
            }
        }
    }

    fn issue(&self, builder: &mut Builder, node: NodeRef<'_>, place: Option<&Place>) {
        let parent = node.parent();
        let responsible = self.field(node, RESPONSIBLE).map(NodeRef::full_text);
        let measures = node.walk().filter(|below| below.kind() == NodeKind::Measure).count();
        let metrics = node.walk().map(|below| self.metrics[below.index()]).sum();
        builder.issues.push(IssueRow {
            doc_id: self.doc_id,
            node: &self.ids[node.index()],
            section: self.id(parent.map(NodeRef::index)),
            section_heading: parent.and_then(NodeRef::heading),
            ordinal: node.label().and_then(|label| label.ordinal).map(i64::from),
            heading: node.heading(),
            statement: node.statement(),
            status: node.status().map(gongwen::tree::Status::as_str),
            status_text: node.status_words().map(|(words, _)| words),
            responsible: responsible.as_deref().map(str::trim).map(|text| text.trim_end_matches('。')),
            deadline: self.deadline(node),
            measures: integer(measures),
            metrics: integer(metrics),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            page: place.and_then(|place| place.page),
        });
    }

    /// The labelled line of an issue whose label holds one of the words.
    fn field<'n>(&self, issue: NodeRef<'n>, words: &[&str]) -> Option<NodeRef<'n>> {
        issue.children().find(|child| {
            let label = child.label().filter(|label| label.scheme.as_str() == "field");
            label.is_some_and(|label| words.iter().any(|word| label.text.contains(word)))
        })
    }

    /// The last day that the line of the deadline names.
    fn deadline(&self, issue: NodeRef<'_>) -> Option<Date> {
        self.last_day[self.field(issue, DEADLINE)?.index()]
    }

    fn measure(&self, builder: &mut Builder, node: NodeRef<'_>, place: Option<&Place>) {
        let label = node.label();
        builder.measures.push(MeasureRow {
            doc_id: self.doc_id,
            node: &self.ids[node.index()],
            issue: self.issue_id(Some(node.index())),
            role: node.role().map(gongwen::tree::Role::as_str),
            label: label.map(|label| label.text),
            ordinal: label.and_then(|label| label.ordinal).map(i64::from),
            text: &node.full_text(),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            page: place.and_then(|place| place.page),
        });
    }

    fn facts(&self, builder: &mut Builder) {
        let doc_id = self.doc_id;
        let facts = self.circular.facts();
        for (index, fact) in facts.metrics.iter().enumerate() {
            let (text, Place { start, end, page }) = self.words(&fact.range);
            builder.metrics.push(MetricRow {
                doc_id,
                id: &FactKind::Metric.id(index),
                node: self.id(fact.node),
                issue: self.issue_id(fact.node),
                subject: &fact.subject,
                value: real(fact.value),
                value_to: fact.value_to.map(real),
                unit: &fact.unit,
                kind: fact.kind.as_str(),
                canonical_value: fact.canonical_value.map(real),
                canonical_unit: &fact.canonical_unit,
                qualifier: fact.qualifier.as_str(),
                target: fact.target,
                change_from: fact.change.map(|change| real(change.from)),
                change_to: fact.change.map(|change| real(change.to)),
                period: fact.period.as_deref(),
                text,
                start,
                end,
                page,
            });
        }
        for (index, fact) in facts.dates.iter().enumerate() {
            let (text, Place { start, end, page }) = self.words(&fact.range);
            builder.dates.push(DateRow {
                doc_id,
                id: &FactKind::Date.id(index),
                node: self.id(fact.node),
                issue: self.issue_id(fact.node),
                first: fact.start,
                last: fact.end,
                precision: fact.precision.as_str(),
                inferred: fact.inferred,
                text,
                start,
                end,
                page,
            });
        }
        for (index, fact) in facts.citations.iter().enumerate() {
            let (text, Place { start, end, page }) = self.words(&fact.range);
            builder.citations.push(CitationRow {
                doc_id,
                id: &FactKind::Citation.id(index),
                node: self.id(fact.node),
                issue: self.issue_id(fact.node),
                title: &fact.title,
                kind: fact.kind,
                document_number: fact.document_number.as_deref(),
                act: fact.act.map(gongwen::facts::Act::as_str),
                first_mention: fact.first_mention.map(|first| FactKind::Citation.id(first)).as_deref(),
                text,
                start,
                end,
                page,
            });
        }
        for (index, fact) in facts.actions.iter().enumerate() {
            let (text, Place { start, end, page }) = self.words(&fact.range);
            builder.actions.push(ActionRow {
                doc_id,
                id: &FactKind::Action.id(index),
                node: self.id(fact.node),
                issue: self.issue_id(fact.node),
                kind: fact.kind.as_str(),
                sanction: fact.sanction.as_deref(),
                count: real(fact.count),
                unit: &fact.unit,
                text,
                start,
                end,
                page,
            });
        }
        for (index, fact) in facts.terms.iter().enumerate() {
            let (text, Place { start, end, page }) = self.words(&fact.range);
            builder.terms.push(TermRow {
                doc_id,
                id: &FactKind::Term.id(index),
                node: self.id(fact.node),
                issue: self.issue_id(fact.node),
                term: &fact.term,
                text,
                start,
                end,
                page,
            });
        }
    }

    fn closing(&self, builder: &mut Builder) {
        for item in self.circular.contacts() {
            let cover = item.spans.first().zip(item.spans.last());
            let cover = cover.map_or(Span::new(0, 0), |(first, last)| Span::new(first.start(), last.end()));
            let Place { start, end, page } = self.place(cover);
            builder.contacts.push(ContactRow {
                doc_id: self.doc_id,
                kind: item.kind.as_str(),
                value: item.value,
                text: item.text,
                start,
                end,
                page,
            });
        }
        for diagnostic in self.circular.diagnostics() {
            let Place { start, end, .. } = self.place(diagnostic.span);
            builder.diagnostics.push(DiagnosticRow {
                doc_id: self.doc_id,
                code: diagnostic.code.rule().name,
                severity: diagnostic.severity().as_str(),
                message: &diagnostic.message,
                suggestion: diagnostic.suggestion.as_deref(),
                start,
                end,
            });
        }
    }
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(SEPARATOR))
}

/// Sources are bounded far below 2⁶³ bytes.
fn integer(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The nearest double; the decimal is written out for it, so that it is the one that the digits name.
fn real(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}
