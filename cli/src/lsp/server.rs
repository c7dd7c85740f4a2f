//! The loop of the language server: it reads requests and notifications of the editor, and answers them.

use std::collections::HashMap;
use std::error::Error;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams, CompletionTextEdit,
    Diagnostic, DiagnosticSeverity, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    HoverContents, HoverParams, HoverProviderCapability, MarkupContent, MarkupKind, PositionEncodingKind,
    PublishDiagnosticsParams, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri,
    WorkspaceEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::attribute::attributes;
use super::candidate::{Candidate, Kind};
use super::catalogs::{Catalogs, file_of};
use super::complete::complete;
use super::document::Document;
use super::hover::hover;
use super::repair::{Fix, findings};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The open documents, and what they are judged by.
struct Server {
    documents: HashMap<String, Document>,
    catalogs: Catalogs,
    /// Whether findings are sent unasked: rust-analyzer shows those of the compiler.
    diagnostics: bool,
}

/// Answers the editor until it says that it ends.
pub(super) fn serve(connection: &Connection) -> Outcome<()> {
    let (id, parameters) = connection.initialize_start()?;
    let diagnostics = parameters["initializationOptions"]["diagnostics"] == Value::Bool(true);
    let answer = json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "graph-action", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer)?;
    let mut server = Server { documents: HashMap::new(), catalogs: Catalogs::new(), diagnostics };
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                connection.sender.send(Message::Response(server.answer(request)))?;
            }
            Message::Notification(notification) => {
                for answer in server.note(notification) {
                    connection.sender.send(Message::Notification(answer))?;
                }
            }
            Message::Response(_) => {}
        }
    }
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    let triggers = ["/", "?", "&", "=", ",", "$", "<", "(", ";", " ", "'", "\"", "."];
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

impl Server {
    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            "textDocument/completion" => with(params, |asked| self.completion(&asked)),
            "textDocument/hover" => with(params, |asked| self.hover(&asked)),
            "textDocument/codeAction" => with(params, |asked| self.actions(&asked)),
            _ => {
                let message = format!("`{method}` is not supported");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
            }
        };
        match result {
            Ok(value) => Response::new_ok(id, value),
            Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
        }
    }

    /// Handles a notification of the editor, and answers with the findings where they are wanted.
    fn note(&mut self, notification: Notification) -> Vec<Notification> {
        let Notification { method, params } = notification;
        let uri = match method.as_str() {
            "textDocument/didOpen" => serde_json::from_value::<DidOpenTextDocumentParams>(params).ok().map(|opened| {
                self.documents.insert(opened.text_document.uri.to_string(), Document::new(opened.text_document.text));
                opened.text_document.uri
            }),
            "textDocument/didChange" => {
                serde_json::from_value::<DidChangeTextDocumentParams>(params).ok().map(|mut changed| {
                    // Each change holds the whole text.
                    if let Some(change) = changed.content_changes.pop() {
                        self.documents.insert(changed.text_document.uri.to_string(), Document::new(change.text));
                    }
                    changed.text_document.uri
                })
            }
            "textDocument/didClose" => {
                if let Ok(closed) = serde_json::from_value::<DidCloseTextDocumentParams>(params) {
                    self.documents.remove(closed.text_document.uri.as_str());
                }
                None
            }
            _ => None,
        };
        uri.filter(|_| self.diagnostics).and_then(|uri| self.diagnose(uri)).into_iter().collect()
    }

    fn diagnose(&mut self, uri: Uri) -> Option<Notification> {
        let document = self.documents.get(uri.as_str())?;
        let catalog = self.catalogs.of(file_of(uri.as_str()).as_deref());
        let found = attributes(&document.text).into_iter().flat_map(|attribute| findings(catalog, &attribute));
        let diagnostics = found
            .map(|found| Diagnostic {
                range: document.range(&found.range),
                severity: Some(if found.is_warning { DiagnosticSeverity::WARNING } else { DiagnosticSeverity::ERROR }),
                source: Some("graph-action".to_owned()),
                message: found.message,
                ..Diagnostic::default()
            })
            .collect();
        let parameters = PublishDiagnosticsParams { uri, diagnostics, version: None };
        Some(Notification::new("textDocument/publishDiagnostics".to_owned(), parameters))
    }

    fn completion(&mut self, asked: &CompletionParams) -> Option<CompletionList> {
        let at = &asked.text_document_position;
        let uri = at.text_document.uri.as_str();
        let document = self.documents.get(uri)?;
        let catalog = self.catalogs.of(file_of(uri).as_deref());
        let found = complete(catalog, &document.text, document.offset(at.position))?;
        let range = document.range(&found.range);
        let item = |candidate: Candidate| CompletionItem {
            kind: Some(icon(candidate.kind)),
            sort_text: Some(format!("{}{}", candidate.rank, candidate.text)),
            filter_text: Some(candidate.text.clone()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: candidate.text.clone() })),
            label: candidate.text,
            detail: Some(candidate.detail),
            ..CompletionItem::default()
        };
        Some(CompletionList { is_incomplete: false, items: found.candidates.into_iter().map(item).collect() })
    }

    fn hover(&mut self, asked: &HoverParams) -> Option<lsp_types::Hover> {
        let at = &asked.text_document_position_params;
        let uri = at.text_document.uri.as_str();
        let document = self.documents.get(uri)?;
        let catalog = self.catalogs.of(file_of(uri).as_deref());
        let found = hover(catalog, &document.text, document.offset(at.position))?;
        let contents = MarkupContent { kind: MarkupKind::Markdown, value: found.markdown };
        let range = Some(document.range(&found.range));
        Some(lsp_types::Hover { contents: HoverContents::Markup(contents), range })
    }

    fn actions(&mut self, asked: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
        let uri = &asked.text_document.uri;
        let document = self.documents.get(uri.as_str())?;
        let catalog = self.catalogs.of(file_of(uri.as_str()).as_deref());
        let (start, end) = (document.offset(asked.range.start), document.offset(asked.range.end));
        let here = attributes(&document.text)
            .into_iter()
            .filter(|attribute| attribute.arguments.start <= end && start <= attribute.arguments.end);
        let mut fixes: Vec<Fix> = Vec::new();
        for fix in here.flat_map(|attribute| findings(catalog, &attribute)).flat_map(|found| found.fixes) {
            if !fixes.contains(&fix) {
                fixes.push(fix);
            }
        }
        Some(fixes.iter().map(|fix| action(uri, document, fix)).collect())
    }
}

fn action(uri: &Uri, document: &Document, fix: &Fix) -> CodeActionOrCommand {
    let edit = TextEdit { range: document.range(&fix.range), new_text: fix.text.clone() };
    #[allow(clippy::mutable_key_type, reason = "the protocol's type has addresses as keys")]
    let changes = HashMap::from([(uri.clone(), vec![edit])]);
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    })
}

fn icon(kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Navigation => CompletionItemKind::MODULE,
        Kind::Property => CompletionItemKind::FIELD,
        Kind::Operation => CompletionItemKind::METHOD,
        Kind::Placeholder => CompletionItemKind::VARIABLE,
        Kind::Value => CompletionItemKind::ENUM_MEMBER,
        Kind::Type => CompletionItemKind::CLASS,
        Kind::Keyword => CompletionItemKind::KEYWORD,
        Kind::Permission => CompletionItemKind::CONSTANT,
    }
}

/// The answer to a request's parameters.
fn with<P: DeserializeOwned, R: Serialize>(
    parameters: Value,
    answer: impl FnOnce(P) -> R,
) -> serde_json::Result<Value> {
    serde_json::to_value(answer(serde_json::from_value(parameters)?))
}
