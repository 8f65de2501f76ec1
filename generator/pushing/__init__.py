"""What is pushed: which copy goes to which outlet on a day, who approved it, and how it is taken back."""
