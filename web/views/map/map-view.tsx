export function MapView() {
  return <div class="map-view" />;
}
