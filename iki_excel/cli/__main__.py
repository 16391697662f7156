from iki_excel.cli import main

main()
