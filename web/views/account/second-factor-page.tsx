import { Threshold } from '../sign-in/threshold.tsx';

export function SecondFactorPage() {
  return (
    <Threshold>
      <h1>Add a second step</h1>
    </Threshold>
  );
}
