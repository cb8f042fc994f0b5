export function AuditView() {
  return <p class="empty">Soon</p>;
}
