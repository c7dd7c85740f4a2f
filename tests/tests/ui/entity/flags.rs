use graph_action::graph_entity;

#[graph_entity("chatMessagePolicyViolationDlpActionTypes")]
enum DlpAction {
    BlockAccess,
}

#[graph_entity("chatMessagePolicyViolation")]
struct Violation {
    dlp_action: Option<DlpAction>,
}

fn main() {}
