//! `$select`, `$expand`, `$orderby` and `$search`.

use super::Checker;
use super::path::Destination;
use crate::odata::finding::{Kind, Wanted};
use crate::odata::placeholder::{Quotes, Role};
use crate::odata::schema::Class;
use crate::odata::source::Span;
use crate::odata::syntax::{ExpressionKind, Item, OptionValue, OrderItem, SearchItem, Step};

impl<'c> Checker<'c, '_> {
    /// One item of `$select`, or of `$expand` with its nested options.
    pub(super) fn item(&mut self, item: &Item, expand: bool) {
        if self.is_full() {
            return;
        }
        let found = self.steps(&item.steps);
        if expand && found.navigation == Some(false) && !found.wrong {
            let finding = self.finding(Kind::NotNavigation, item.span);
            self.report(finding.wanting("it is no navigation property; `$select` reads it"));
        }
        self.derived(item);
        self.nested(&found, &item.steps, &item.options);
    }

    /// Graph looks a name up on the declared type, not on those that derive from it.
    fn derived(&mut self, item: &Item) {
        let (Some(root), Some(Step::Name(name))) = (self.root, item.steps.first()) else { return };
        let names = self.schema.names_of_derived(root, &name.text);
        if names.is_empty() {
            return;
        }
        let finding = self.finding(Kind::DerivedProperty, name.span).wanted(Wanted::DerivedFrom(root.to_owned()));
        // With a path below it only one of the types can be meant.
        let all = if item.steps.len() == 1 && item.options.is_empty() { names.join(",") } else { names[0].clone() };
        self.report(finding.edit(name.span, all).suggesting(names));
    }

    /// The options in the parentheses of an item, on what the item leads to.
    fn nested(
        &mut self,
        found: &Destination<'c>,
        steps: &[Step],
        options: &[(crate::odata::syntax::Name, OptionValue)],
    ) {
        if options.is_empty() {
            return;
        }
        let everything = matches!(steps, [Step::Name(name)] if name.text == "*");
        let ty = found.ty.filter(|_| !everything).map(|ty| ty.name);
        let known = ty.filter(|ty| self.schema.class(ty) == Class::Structured);
        let root = std::mem::replace(&mut self.root, known);
        let variables = std::mem::take(&mut self.variables);
        for (_, value) in options {
            self.option(value);
        }
        self.root = root;
        self.variables = variables;
    }

    pub(super) fn order_item(&mut self, item: &OrderItem) {
        if self.is_full() {
            return;
        }
        let span = item.expression.span;
        match &item.expression.kind {
            ExpressionKind::Placeholder(placeholder) => self.placeholder(placeholder, Role::Refused),
            ExpressionKind::Literal(literal) => {
                let finding = self.finding(Kind::Unexpected, span).wanting("a property without quotes");
                let is_name = literal.text.starts_with(char::is_alphabetic);
                let text = literal.text.clone();
                self.report(if is_name { finding.replaced_by(text) } else { finding });
            }
            _ => {
                let found = self.value(&item.expression, span);
                self.sorts(&found, span);
            }
        }
    }

    /// Only single values without properties have an order.
    fn sorts(&mut self, found: &Destination<'c>, span: Span) {
        let Some(ty) = found.ty.filter(|_| !found.wrong) else { return };
        let finding = self.finding(Kind::OperatorType, span);
        if found.is_collection() {
            self.report(finding.wanting("`$orderby` sorts by one value, not by a collection"));
        } else if self.schema.class(ty.name) == Class::Structured {
            let path = finding.text.clone();
            let members = self.schema.comparable_paths(ty.name);
            let members: Vec<String> = members.iter().map(|member| format!("{path}/{member}")).collect();
            self.report(finding.wanting("`$orderby` sorts by one of its properties").suggesting(members));
        }
    }

    /// Directory objects take clauses of the form `"property:text"`; the others take words and phrases of any kind.
    pub(super) fn search(&mut self, items: &[SearchItem]) {
        let directory = self.root.filter(|root| self.schema.is_directory_object(root));
        for item in items {
            match item {
                SearchItem::Phrase { text, placeholders, span } => {
                    for placeholder in placeholders {
                        self.search_placeholder(placeholder, Quotes::Part);
                    }
                    if let Some(root) = directory {
                        let bare = (items.len() == 1).then_some("displayName");
                        self.clause(root, text, !placeholders.is_empty(), *span, bare);
                    }
                }
                SearchItem::Placeholder(placeholder) => {
                    self.search_placeholder(placeholder, Quotes::None);
                    if directory.is_some() {
                        let finding = self.finding(Kind::SearchClause, placeholder.span);
                        let finding = finding.wanting("a clause stands in double quotes, as `\"displayName:text\"`");
                        self.report(finding.replaced_by(format!("\"displayName:<{}>\"", placeholder.name)));
                    }
                }
                SearchItem::Word(name) if directory.is_some() => {
                    let property = if name.text.contains(':') { "" } else { "displayName:" };
                    let written = format!("\"{property}{}\"", name.text);
                    let finding = self.finding(Kind::SearchClause, name.span);
                    let finding = finding.wanting("a clause stands in double quotes, as `\"displayName:text\"`");
                    // A word between others may be a misspelt `OR`.
                    let is_clause = items.len() == 1 || property.is_empty();
                    self.report(if is_clause { finding.replaced_by(written) } else { finding });
                }
                _ => {}
            }
        }
    }

    fn search_placeholder(&mut self, placeholder: &crate::odata::syntax::Placeholder, quotes: Quotes) {
        self.used(placeholder, quotes, super::Expected { role: Role::Search, property: None, ty: None });
    }

    /// One clause of a search among directory objects; `bare` is the property that a clause without one may mean.
    fn clause(&mut self, root: &'c str, text: &str, has_placeholders: bool, span: Span, bare: Option<&str>) {
        let Some((property, _)) = text.split_once(':') else {
            if !has_placeholders {
                let finding = self.finding(Kind::SearchClause, span);
                let finding = finding.wanting("a clause names a property, as `\"displayName:text\"`");
                let written = bare.map(|property| format!("\"{property}:{}\"", text.replace('"', "\\\"")));
                self.report(finding.replaced_by_first(written.into_iter().collect()));
            }
            return;
        };
        let property = property.trim();
        if self.is_full()
            || self.schema.member(root, property).is_some()
            || self.schema.takes_undeclared(root, property)
        {
            return;
        }
        let near = self.schema.nearest_members(root, property);
        let start = span.start + 1;
        let named = Span::new(start, start + property.len());
        let finding = self.finding(Kind::UnknownProperty, named).wanted(Wanted::PropertyOf(root.to_owned()));
        self.report(finding.replaced_by_first(near));
    }
}
