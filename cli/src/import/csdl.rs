//! The schema as Microsoft publishes it: CSDL, OData's XML description of a service.

use std::collections::{BTreeMap, HashMap};

use super::annotation::{Annotations, Term};
use super::error::{ImportError, Place};
use super::xml::{Element, Node, Xml};

/// A schema, with names as the text has them.
#[derive(Default)]
pub(super) struct Csdl {
    pub(super) types: Vec<TypeDefinition>,
    pub(super) operations: Vec<OperationDefinition>,
    /// Entity sets and singletons: name, type, whether it is a set.
    pub(super) roots: Vec<(String, String, bool)>,
    /// Annotations by the full name of their target.
    pub(super) annotations: HashMap<String, Annotations>,
    aliases: BTreeMap<String, String>,
}

#[derive(Default)]
pub(super) struct TypeDefinition {
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) base: Option<String>,
    pub(super) open: bool,
    pub(super) is_abstract: bool,
    pub(super) stream: bool,
    pub(super) flags: bool,
    pub(super) keys: Vec<String>,
    /// Enumeration members.
    pub(super) values: Vec<String>,
    pub(super) members: Vec<MemberDefinition>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Entity,
    Complex,
    Enum,
}

pub(super) struct MemberDefinition {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) nullable: bool,
    pub(super) navigation: bool,
    pub(super) contained: bool,
}

#[derive(Default)]
pub(super) struct OperationDefinition {
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) action: bool,
    pub(super) bound: bool,
    /// Whether segments may follow it in an address.
    pub(super) composable: bool,
    pub(super) parameters: Vec<ParameterDefinition>,
    pub(super) returns: Option<(String, bool)>,
}

pub(super) struct ParameterDefinition {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) nullable: bool,
    pub(super) optional: bool,
}

impl Csdl {
    /// Reads a whole schema.
    pub(super) fn read(source: &str, text: &str) -> Result<Csdl, ImportError> {
        let mut csdl = Csdl::default();
        let mut reading = Reading { xml: Xml::new(source, text), namespace: String::new(), target: Vec::new() };
        let mut seen = false;
        while let Some(node) = reading.xml.next()? {
            if let Node::Open(element) = node {
                seen |= element.name == "Schema";
                csdl.element(&mut reading, &element)?;
            }
        }
        if !seen || csdl.types.is_empty() {
            return Err(ImportError::Malformed {
                source: source.to_owned(),
                place: Place { line: 1, column: 1 },
                message: "there is no schema with types in it: this is no CSDL".to_owned(),
            });
        }
        csdl.resolve_annotations();
        Ok(csdl)
    }

    fn element(&mut self, reading: &mut Reading<'_>, element: &Element) -> Result<(), ImportError> {
        match element.name.as_str() {
            "Schema" => {
                reading.namespace = reading.xml.required(element, "Namespace")?.to_owned();
                if let Some(alias) = element.get("Alias") {
                    self.aliases.insert(alias.to_owned(), reading.namespace.clone());
                }
            }
            "EntityType" => self.type_definition(reading, element, Kind::Entity)?,
            "ComplexType" => self.type_definition(reading, element, Kind::Complex)?,
            "EnumType" => self.type_definition(reading, element, Kind::Enum)?,
            "Action" | "Function" => self.operation(reading, element)?,
            "EntitySet" => self.root(reading, element, "EntityType", true)?,
            "Singleton" => self.root(reading, element, "Type", false)?,
            "Annotations" => {
                let target = reading.xml.required(element, "Target")?.to_owned();
                reading.target.push(target);
                while let Some(child) = reading.child()? {
                    self.annotation(reading, &child)?;
                }
                reading.target.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn root(
        &mut self,
        reading: &mut Reading<'_>,
        element: &Element,
        attribute: &str,
        set: bool,
    ) -> Result<(), ImportError> {
        let name = reading.xml.required(element, "Name")?.to_owned();
        let ty = reading.xml.required(element, attribute)?.to_owned();
        self.roots.push((name, ty, set));
        reading.skip()
    }

    fn type_definition(&mut self, reading: &mut Reading<'_>, element: &Element, kind: Kind) -> Result<(), ImportError> {
        let mut definition = TypeDefinition {
            namespace: reading.namespace.clone(),
            name: reading.xml.required(element, "Name")?.to_owned(),
            kind,
            base: element.get("BaseType").map(str::to_owned),
            open: element.is("OpenType", "true"),
            is_abstract: element.is("Abstract", "true"),
            stream: element.is("HasStream", "true"),
            flags: element.is("IsFlags", "true"),
            ..TypeDefinition::default()
        };
        reading.target.push(format!("{}.{}", definition.namespace, definition.name));
        while let Some(child) = reading.child()? {
            match child.name.as_str() {
                "Key" => {
                    while let Some(property) = reading.child()? {
                        definition.keys.push(reading.xml.required(&property, "Name")?.to_owned());
                        reading.skip()?;
                    }
                }
                "Member" => {
                    definition.values.push(reading.xml.required(&child, "Name")?.to_owned());
                    reading.skip()?;
                }
                "Property" | "NavigationProperty" => {
                    let member = MemberDefinition {
                        name: reading.xml.required(&child, "Name")?.to_owned(),
                        ty: reading.xml.required(&child, "Type")?.to_owned(),
                        nullable: !child.is("Nullable", "false"),
                        navigation: child.name == "NavigationProperty",
                        contained: child.is("ContainsTarget", "true"),
                    };
                    let owner = reading.target.last().cloned().unwrap_or_default();
                    reading.target.push(format!("{owner}/{}", member.name));
                    definition.members.push(member);
                    while let Some(annotation) = reading.child()? {
                        self.annotation(reading, &annotation)?;
                    }
                    reading.target.pop();
                }
                _ => self.annotation(reading, &child)?,
            }
        }
        reading.target.pop();
        self.types.push(definition);
        Ok(())
    }

    fn operation(&mut self, reading: &mut Reading<'_>, element: &Element) -> Result<(), ImportError> {
        let mut operation = OperationDefinition {
            namespace: reading.namespace.clone(),
            name: reading.xml.required(element, "Name")?.to_owned(),
            action: element.name == "Action",
            bound: element.is("IsBound", "true"),
            composable: element.is("IsComposable", "true"),
            ..OperationDefinition::default()
        };
        while let Some(child) = reading.child()? {
            let nullable = !child.is("Nullable", "false");
            match child.name.as_str() {
                "Parameter" => {
                    let mut parameter = ParameterDefinition {
                        name: reading.xml.required(&child, "Name")?.to_owned(),
                        ty: reading.xml.required(&child, "Type")?.to_owned(),
                        nullable,
                        optional: false,
                    };
                    while let Some(annotation) = reading.child()? {
                        parameter.optional |= annotation.is("Term", "Org.OData.Core.V1.OptionalParameter");
                        reading.skip()?;
                    }
                    operation.parameters.push(parameter);
                }
                "ReturnType" => {
                    operation.returns = Some((reading.xml.required(&child, "Type")?.to_owned(), nullable));
                    reading.skip()?;
                }
                _ => reading.skip()?,
            }
        }
        if operation.bound && operation.parameters.is_empty() {
            return Err(reading
                .xml
                .error_at(element, format!("`{}` is bound, but has no parameter to be bound to", operation.name)));
        }
        self.operations.push(operation);
        Ok(())
    }

    /// Reads an annotation of the current target, and skips any other element.
    fn annotation(&mut self, reading: &mut Reading<'_>, element: &Element) -> Result<(), ImportError> {
        let term = match element.get("Term") {
            Some(term) if element.name == "Annotation" => Term::of(term),
            _ => None,
        };
        let (Some(term), Some(target)) = (term, reading.target.last().cloned()) else { return reading.skip() };
        let annotations = self.annotations.entry(target).or_default();
        annotations.read(term, element, &mut reading.xml)
    }

    /// A name with its namespace's alias replaced: `graph.user` is `microsoft.graph.user`.
    pub(super) fn full(&self, name: &str) -> String {
        let Some((prefix, last)) = name.rsplit_once('.') else { return name.to_owned() };
        if let Some(namespace) = self.aliases.get(prefix) {
            return format!("{namespace}.{last}");
        }
        match prefix.split_once('.') {
            Some((first, rest)) if self.aliases.contains_key(first) => format!("{}.{rest}.{last}", self.aliases[first]),
            _ => name.to_owned(),
        }
    }

    /// The catalog's name of a type: `*message`, `String`, `security.alert`.
    pub(super) fn short(&self, ty: &str) -> String {
        if let Some(item) = ty.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
            return format!("*{}", self.short(item));
        }
        if let Some(primitive) = ty.strip_prefix("Edm.") {
            return primitive.to_owned();
        }
        let full = self.full(ty);
        full.strip_prefix("microsoft.graph.").unwrap_or(&full).to_owned()
    }

    /// The annotations of `namespace.name` or `namespace.name/member`.
    pub(super) fn annotated(&self, target: &str) -> Annotations {
        self.annotations.get(target).cloned().unwrap_or_default()
    }

    /// Gives the targets of annotations their full names: `self.alert/status` is
    /// `microsoft.graph.security.alert/status`.
    fn resolve_annotations(&mut self) {
        for (target, annotations) in std::mem::take(&mut self.annotations) {
            let full = self.full_target(&target);
            self.annotations.entry(full).or_default().merge(annotations);
        }
    }

    fn full_target(&self, target: &str) -> String {
        if let Some((name, types)) = target.strip_suffix(')').and_then(|target| target.split_once('(')) {
            let types: Vec<String> = types.split(',').map(|ty| self.short(ty.trim())).collect();
            return format!("{}({})", self.full(name), types.join(","));
        }
        match target.split_once('/') {
            Some((ty, member)) => format!("{}/{member}", self.full(ty)),
            None => self.full(target),
        }
    }
}

struct Reading<'a> {
    xml: Xml<'a>,
    namespace: String,
    /// The target of an annotation found here, the innermost last.
    target: Vec<String>,
}

impl Reading<'_> {
    /// The next child of the open element; `None` when the element closes. The caller must read the child to its end.
    fn child(&mut self) -> Result<Option<Element>, ImportError> {
        loop {
            match self.xml.next()? {
                Some(Node::Open(element)) => return Ok(Some(element)),
                Some(Node::Text(_)) => {}
                Some(Node::Close) | None => return Ok(None),
            }
        }
    }

    /// Skips the rest of the open element.
    fn skip(&mut self) -> Result<(), ImportError> {
        while self.child()?.is_some() {
            self.skip()?;
        }
        Ok(())
    }
}
