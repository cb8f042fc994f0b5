export function SharingView() {
  return <p class="empty">Soon</p>;
}
