// Prints the page; where no scripts run, says how.
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

export function PrintButton() {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (!scripted)
    return <p className="not-on-paper text-small text-quiet">Use “Print” in your browser’s menu.</p>;
  return (
    <div>
      <Button type="button" icon="register" onClick={() => window.print()}>
        Print
      </Button>
    </div>
  );
}
