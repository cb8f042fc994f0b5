export function AccountView() {
  return <p class="empty">Soon</p>;
}
