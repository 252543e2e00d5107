//! A page as a tree, parsed under guard.
//!
//! html5ever reads the page in small pieces; between two pieces depth, nodes
//! and attributes are counted, and the reading stops at the first excess.
//! So a page that would cost minutes costs milliseconds. Nothing here knows
//! what an element means.

use super::guard::Guard;
use crate::limits::MAX_VALUE;
use crate::unreadable::Unreadable;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, QualName, ns, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// How many bytes are parsed between two looks at the counters.
const PIECE: usize = 4096;

/// The number of a node in its tree.
pub(crate) type NodeId = usize;

/// The node that holds all others.
pub(crate) const ROOT: NodeId = 0;

/// A parsed page.
#[derive(Debug, Default)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    depth: u32,
    children: Vec<NodeId>,
    content: Content,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Content {
    /// The root, a comment, or anything else without meaning here.
    Nothing,
    /// An element with its attributes.
    Element(Rc<QualName>, Vec<Attribute>),
    /// Letters.
    Text(String),
}

impl Dom {
    /// Parses a page, or says what there is too much of.
    pub(crate) fn parse(html: &str) -> Result<Self, Unreadable> {
        let sink = Sink {
            nodes: RefCell::new(vec![Node::new(Content::Nothing)]),
            guard: RefCell::new(Guard::default()),
            nameless: Rc::new(QualName::new(None, ns!(html), LocalName::from(""))),
        };
        let mut parser = parse_document(sink, html5ever::ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
            parser.process(StrTendril::from_slice(piece));
            let offset = html.len() - after.len();
            let mut guard = parser.tokenizer.sink.sink.guard.borrow_mut();
            guard.check(html, offset)?;
            drop(guard);
            rest = after;
        }
        let (nodes, guard) = parser.finish();
        guard.verdict()?;
        Ok(Self { nodes })
    }

    /// How many nodes were made; their numbers are below it.
    pub(crate) fn count(&self) -> usize {
        self.nodes.len()
    }

    /// What a node is.
    pub(crate) fn content(&self, id: NodeId) -> &Content {
        self.nodes.get(id).map_or(&Content::Nothing, |node| &node.content)
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, id: NodeId) -> &[NodeId] {
        self.nodes.get(id).map_or(&[], |node| &node.children)
    }

    /// The name of an HTML element; empty for anything else.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match self.content(id) {
            Content::Element(name, _) if name.ns == ns!(html) => &name.local,
            Content::Element(name, _) if *name.local == *"svg" => "svg",
            _ => "",
        }
    }

    /// The name of an element of a formula; empty for anything else.
    pub(crate) fn math_name(&self, id: NodeId) -> &str {
        match self.content(id) {
            Content::Element(name, _) if name.ns == ns!(mathml) => &name.local,
            _ => "",
        }
    }

    /// Makes an element an HTML element of this name, without attributes.
    pub(crate) fn rename(&mut self, id: NodeId, name: &str) {
        if let Some(Node { content: Content::Element(held, attributes), .. }) = self.nodes.get_mut(id) {
            *held = Rc::new(QualName::new(None, ns!(html), LocalName::from(name)));
            attributes.clear();
        }
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = self.content(id) else {
            return None;
        };
        let found = attributes.iter().find(|a| *a.name.local == *name);
        found.map(|a| &*a.value)
    }

    /// All nodes below one, in the order of the page.
    pub(crate) fn below(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut waiting: Vec<NodeId> = self.children(id).iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// The letters of a node and all below it.
    pub(crate) fn letters(&self, id: NodeId) -> String {
        let texts = self.below(id).filter_map(|below| match self.content(below) {
            Content::Text(text) => Some(text.as_str()),
            Content::Nothing | Content::Element(..) => None,
        });
        texts.collect()
    }

    /// How many letters and signs stand in a piece of text; none in anything else.
    pub(crate) fn signs(&self, id: NodeId) -> usize {
        match self.content(id) {
            Content::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
            Content::Nothing | Content::Element(..) => 0,
        }
    }

    /// Removes every node below the root for which the test holds, with all
    /// that is below it.
    pub(crate) fn prune(&mut self, test: impl Fn(&Self, NodeId) -> bool) {
        let mut waiting = vec![ROOT];
        while let Some(id) = waiting.pop() {
            let kept: Vec<NodeId> = self.children(id).iter().copied().filter(|child| !test(self, *child)).collect();
            waiting.extend(&kept);
            if let Some(node) = self.nodes.get_mut(id) {
                node.children = kept;
            }
        }
    }
}

impl Node {
    fn new(content: Content) -> Self {
        Self { parent: None, depth: 0, children: Vec::new(), content }
    }
}

/// A node as html5ever holds it: the name beside the number, so that it can be
/// asked for while the tree is being changed.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    guard: RefCell<Guard>,
    nameless: Rc<QualName>,
}

impl Sink {
    fn make(&self, content: Content, name: Rc<QualName>) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(content));
        self.guard.borrow_mut().saw_node(nodes.len());
        Handle { id: nodes.len() - 1, name }
    }

    fn detach(nodes: &mut [Node], id: NodeId) {
        let parent = nodes.get_mut(id).and_then(|node| node.parent.take());
        let Some(siblings) = parent.and_then(|parent| nodes.get_mut(parent)) else {
            return;
        };
        // What is moved was nearly always added last: so search from the end.
        if let Some(at) = siblings.children.iter().rposition(|child| *child == id) {
            siblings.children.remove(at);
        }
    }

    /// Puts a node or letters among the children of a parent, before one of
    /// them or at the end. Letters are joined with those before them.
    fn insert(&self, parent: NodeId, before: Option<NodeId>, new: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        if let NodeOrText::AppendNode(handle) = &new {
            Self::detach(&mut nodes, handle.id);
        }
        let Some(siblings) = nodes.get(parent) else {
            return;
        };
        let depth = siblings.depth + 1;
        let found = before.and_then(|id| siblings.children.iter().rposition(|child| *child == id));
        let at = found.unwrap_or(siblings.children.len());
        let last = at.checked_sub(1).and_then(|last| siblings.children.get(last)).copied();
        let id = match new {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(letters) => {
                self.guard.borrow_mut().saw_letters();
                if let Some(Content::Text(text)) =
                    last.and_then(|last| nodes.get_mut(last)).map(|node| &mut node.content)
                {
                    text.push_str(&letters);
                    return;
                }
                nodes.push(Node::new(Content::Text(letters.to_string())));
                self.guard.borrow_mut().saw_node(nodes.len());
                nodes.len() - 1
            }
        };
        if let Some(siblings) = nodes.get_mut(parent) {
            siblings.children.insert(at, id);
        }
        if let Some(node) = nodes.get_mut(id) {
            node.parent = Some(parent);
            node.depth = depth;
            self.guard.borrow_mut().saw_depth(depth);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = (Vec<Node>, Guard);
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self::Output {
        (self.nodes.into_inner(), self.guard.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.guard.borrow_mut().saw_attributes(attrs.len());
        let name = Rc::new(name);
        let kept = attrs.into_iter().filter(|a| a.value.len() <= MAX_VALUE);
        let content = Content::Element(Rc::clone(&name), kept.collect());
        self.make(content, name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.make(Content::Nothing, Rc::clone(&self.nameless))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.make(Content::Nothing, Rc::clone(&self.nameless))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.id).and_then(|node| node.parent);
        match parent {
            Some(parent) => self.insert(parent, Some(element.id), child),
            None => self.insert(previous.id, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        self.guard.borrow_mut().saw_letters();
    }

    /// What is inside a template is not shown, so it is kept out of the tree.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.make(Content::Nothing, Rc::clone(&self.nameless))
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.id).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.insert(parent, Some(sibling.id), new);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(Content::Element(_, held)) = nodes.get_mut(target.id).map(|node| &mut node.content) else {
            return;
        };
        let few = attrs.into_iter().take(64).filter(|a| a.value.len() <= MAX_VALUE);
        for attribute in few {
            if held.len() < 64 && !held.iter().any(|a| a.name == attribute.name) {
                held.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        Self::detach(&mut self.nodes.borrow_mut(), target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = nodes.get_mut(node.id).map(|node| std::mem::take(&mut node.children));
        let moved = moved.unwrap_or_default();
        let depth = nodes.get(new_parent.id).map_or(0, |parent| parent.depth) + 1;
        for id in &moved {
            if let Some(child) = nodes.get_mut(*id) {
                child.parent = Some(new_parent.id);
                child.depth = depth;
            }
        }
        self.guard.borrow_mut().saw_depth(depth);
        if let Some(parent) = nodes.get_mut(new_parent.id) {
            parent.children.extend(moved);
        }
    }
}

impl html5ever::serialize::Serialize for Dom {
    fn serialize<S>(&self, serializer: &mut S, _: html5ever::serialize::TraversalScope) -> std::io::Result<()>
    where
        S: html5ever::serialize::Serializer,
    {
        enum Step {
            Open(NodeId),
            Close(Rc<QualName>),
        }
        let mut steps: Vec<Step> = self.children(ROOT).iter().rev().map(|id| Step::Open(*id)).collect();
        while let Some(step) = steps.pop() {
            let id = match step {
                Step::Open(id) => id,
                Step::Close(name) => {
                    serializer.end_elem((*name).clone())?;
                    continue;
                }
            };
            match self.content(id) {
                Content::Nothing => {}
                Content::Text(text) => serializer.write_text(text)?,
                Content::Element(name, attributes) => {
                    let pairs = attributes.iter().map(|a| (&a.name, &*a.value));
                    serializer.start_elem((**name).clone(), pairs)?;
                    steps.push(Step::Close(Rc::clone(name)));
                    steps.extend(self.children(id).iter().rev().map(|id| Step::Open(*id)));
                }
            }
        }
        Ok(())
    }
}
