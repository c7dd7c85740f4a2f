//! The schema as lines of the catalog's data.

use graph_action_catalog::compare;

use super::csdl::{Csdl, Kind, OperationDefinition, TypeDefinition};

/// Every fact of the schema, in the catalog's order.
pub(super) fn lines(csdl: &Csdl) -> Vec<String> {
    let mut lines = Vec::new();
    for definition in &csdl.types {
        type_lines(csdl, definition, &mut lines);
    }
    // Unbound operations are left out: they are not called below a type.
    lines.extend(
        csdl.operations.iter().filter(|operation| operation.bound).map(|operation| operation_line(csdl, operation)),
    );
    for (name, ty, set) in &csdl.roots {
        let annotations = root_annotations(csdl, name);
        lines.push(format!("/{name} {}{}{}", if *set { "*" } else { "" }, csdl.short(ty), annotations));
    }
    lines.sort_by(|a, b| compare(a, b));
    lines.dedup();
    lines
}

/// The annotations of `…Container/name`, whatever the name of the container.
fn root_annotations(csdl: &Csdl, name: &str) -> String {
    let mut targets: Vec<&String> =
        csdl.annotations.keys().filter(|target| target.split_once('/').is_some_and(|(_, last)| last == name)).collect();
    targets.retain(|target| {
        target
            .split('/')
            .next()
            .is_some_and(|container| container.ends_with("GraphService") || container.ends_with("Container"))
    });
    targets.sort();
    targets
        .first()
        .map(|target| csdl.annotated(target))
        .map(|known| known.denials() + &known.deprecation())
        .unwrap_or_default()
}

fn type_lines(csdl: &Csdl, definition: &TypeDefinition, lines: &mut Vec<String>) {
    let full = format!("{}.{}", definition.namespace, definition.name);
    let name = csdl.short(&full);
    let annotations = csdl.annotated(&full);
    let mut line = match definition.kind {
        Kind::Entity => format!("{name} E"),
        Kind::Complex => format!("{name} C"),
        Kind::Enum => format!("{name} {}={}", if definition.flags { "&" } else { "" }, definition.values.join("|")),
    };
    if let Some(base) = &definition.base {
        let base = csdl.short(base);
        line += &format!(" :{base}");
        lines.push(format!("{base}<{name}"));
    }
    for (is, word) in
        [(definition.is_abstract, " abstract"), (definition.open, " open"), (definition.stream, " stream")]
    {
        if is {
            line += word;
        }
    }
    if !definition.keys.is_empty() {
        line += &format!(" key={}", definition.keys.join("+"));
    }
    line += &annotations.alternate_keys();
    line += &annotations.deprecation();
    lines.push(line);
    for member in &definition.members {
        let annotations = csdl.annotated(&format!("{full}/{}", member.name));
        let sign = match (member.navigation, member.contained) {
            (false, _) => "",
            (true, true) => ">",
            (true, false) => "~",
        };
        // A collection is never null, and the catalog does not keep whether a link may be missing.
        let required =
            if member.nullable || member.navigation || member.ty.starts_with("Collection(") { "" } else { "!" };
        let denials = if member.navigation { annotations.denials() } else { annotations.denials_of_property() };
        let (ty, deprecation) = (csdl.short(&member.ty), annotations.deprecation());
        lines.push(format!("{name}/{} {sign}{ty}{required}{denials}{deprecation}", member.name));
    }
}

fn operation_line(csdl: &Csdl, operation: &OperationDefinition) -> String {
    let types: Vec<String> = operation.parameters.iter().map(|parameter| csdl.short(&parameter.ty)).collect();
    let full = format!("{}.{}", operation.namespace, operation.name);
    let mut annotations = csdl.annotated(&full);
    annotations.merge(csdl.annotated(&format!("{full}({})", types.join(","))));
    let bound_to = types.first().map_or("", String::as_str);
    let bound_to = bound_to.strip_prefix('*').map_or_else(|| bound_to.to_owned(), |item| format!("{item}*"));
    let parameters: Vec<String> = operation
        .parameters
        .iter()
        .zip(&types)
        .skip(1)
        .map(|(parameter, ty)| {
            let (optional, required) =
                (if parameter.optional { "?" } else { "" }, if parameter.nullable { "" } else { "!" });
            format!("{}{optional}:{ty}{required}", parameter.name)
        })
        .collect();
    let kind = if operation.action { "A" } else { "F" };
    let returns = operation.returns.as_ref().map(|(ty, nullable)| {
        let required = if *nullable || ty.starts_with("Collection(") { "" } else { "!" };
        format!(" {}{required}", csdl.short(ty))
    });
    let composable = if operation.composable { " composable" } else { "" };
    let namespace = operation.namespace.strip_prefix("microsoft.graph.").map(|namespace| format!(" .{namespace}"));
    format!(
        "{bound_to}!{}({}) {kind}{}{composable}{}{}",
        operation.name,
        parameters.join(","),
        returns.unwrap_or_default(),
        namespace.unwrap_or_default(),
        annotations.deprecation()
    )
}
