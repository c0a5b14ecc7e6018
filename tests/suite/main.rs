mod golden_staffing;
