const STRINGS = {/* messages */};
