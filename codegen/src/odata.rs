//! OData query options: `$filter`, `$select`, `$expand` and the others, parsed and checked against Graph's types.
//!
//! ```text
//! Source     the option's value as it is written, with its placeholders
//!   → parse  syntax::OptionValue, a typed tree, without facts about Graph
//!   → judge  the tree, Findings (what is wrong, with a repair), and Uses (where each argument
//!            stands)
//! ```
//!
//! The grammar is OData 4.01's as far as Graph takes it. Where Microsoft's documentation of Graph shows a call that is
//! more lenient than OData (`NOT(…)`, `startsWith(…)`), so is this grammar. Work is linear in the length of the value,
//! nesting is bounded, and no input panics.
//!
//! ```
//! use graph_action_catalog::Catalog;
//! use graph_action_codegen::odata::{Kind, Source, judge};
//!
//! let catalog = Catalog::embedded();
//! let judged = judge(&catalog, "message", "$filter", &Source::parse("isRead == 'true'"));
//! assert_eq!(judged.findings[0].kind, Kind::UnknownOperator);
//! assert_eq!(judged.findings[0].repair.as_deref(), Some("isRead eq true"));
//! ```

mod advanced;
mod check;
mod finding;
mod functions;
mod judge;
mod lexer;
mod literal;
mod name;
mod parenthesised;
mod parse;
mod placeholder;
mod schema;
pub(crate) mod selection;
mod source;
pub mod syntax;

pub use advanced::{Reason, needs_advanced};
pub use finding::{Edit, Finding, Kind, Wanted};
pub use judge::{Judged, judge};
pub use name::{OPTIONS, judge_name};
pub use parenthesised::Misfit;
pub use parse::{MAXIMUM_DEPTH, Parsed, parse};
pub use placeholder::{Quotes, Role, Use, ValueForm};
pub use source::{Piece, Source, Span};

pub(crate) use literal::{is_point_in_time, point_in_time};
pub(crate) use parenthesised::{misfit, nearest_members};
