export function AdministrationView() {
  return <p class="empty">Soon</p>;
}
